namespace Auditor.Notifier.Api;

/// <summary>Which entry is passed over, and why.</summary>
internal sealed record SkipBody
{
    /// <summary>The log position that waits.</summary>
    public long? Position { get; init; }

    public string Reason { get; init; } = "";
}
