namespace Auditor.Storage;

/// <summary>What the body of a feed message or a webhook is.</summary>
public static class BodyFormats
{
    /// <summary>The audit entry as the log attests it.</summary>
    public const string Entry = "ENTRY";

    /// <summary>An event of the Open Cybersecurity Schema Framework.</summary>
    public const string Ocsf = "OCSF";

    public static IReadOnlyList<string> All { get; } = [Entry, Ocsf];
}
