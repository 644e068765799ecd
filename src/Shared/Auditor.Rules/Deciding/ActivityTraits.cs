using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>What deciding has to know about the kinds of activity. A kind not named here has none of these traits.</summary>
internal static class ActivityTraits
{
    /// <summary>Opens something: recordings of a view, of one camera, or the export workspace.</summary>
    public static bool IsEntry(string? kind) => EntryEvent(kind) is not null;

    public static bool IsPlaybackAction(string? kind) =>
        kind is ActivityKinds.PlaybackAction or ActivityKinds.IndependentPlaybackAction;

    public static bool IsReason(string? kind) =>
        kind is ActivityKinds.ReasonGiven or ActivityKinds.ReasonDeclined or ActivityKinds.ReasonExpired;

    /// <summary>
    /// Worth telling a notification channel: what opens or plays recordings, what takes them away, and a question left
    /// unanswered. Leaving is no news, and an answer given is what was asked for.
    /// </summary>
    public static bool IsTold(string? kind) =>
        IsEntry(kind) || IsPlaybackAction(kind) || kind is
            ActivityKinds.ExportStarted or ActivityKinds.ExportCompleted or
            ActivityKinds.ExportFailed or ActivityKinds.ExportCancelled or
            ActivityKinds.ReasonDeclined or ActivityKinds.ReasonExpired;

    /// <summary>The XProtect event of a kind that opens something; null for the others.</summary>
    public static string? EntryEvent(string? kind) => kind switch
    {
        ActivityKinds.PlaybackEntered => XProtectEvents.PlaybackEntry,
        ActivityKinds.ExportEntered => XProtectEvents.ExportEntry,
        ActivityKinds.IndependentPlaybackEnabled => XProtectEvents.IndependentPlayback,
        _ => null,
    };
}
