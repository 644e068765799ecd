namespace Auditor.Contracts;

/// <summary>The analytics events as XProtect's rules and alarms know them. Identifiers as much as texts: never change one.</summary>
public static class XProtectEvents
{
    public const string PlaybackEntry = "Audit: Playback Entry";
    public const string ExportEntry = "Audit: Export Entry";
    public const string IndependentPlayback = "Audit: Independent Playback";
    public const string PlaybackAction = "Audit: Playback Action";

    public static IReadOnlyList<string> All { get; } = [PlaybackEntry, ExportEntry, IndependentPlayback, PlaybackAction];
}
