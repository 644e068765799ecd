namespace Auditor.Ledger;

/// <summary>One thing that is wrong.</summary>
public sealed record LogFault
{
    public required FaultKind Kind { get; init; }

    /// <summary>The position, from 0, or the first of several; null when it is not about an entry.</summary>
    public long? Position { get; init; }

    /// <summary>The last of several positions; null when it is about one.</summary>
    public long? LastPosition { get; init; }

    /// <summary>The entry, where it is known.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Message { get; init; }
}
