namespace Auditor.Contracts;

/// <summary>Notifier to AuditWriter: what does the log have from this position on? Answered with <see cref="LogPage"/>.</summary>
public sealed record LogRequested
{
    public int Version { get; init; } = 1;

    /// <summary>The first position asked for, from 0; absent to learn only how far the log goes.</summary>
    public long? From { get; init; }
}
