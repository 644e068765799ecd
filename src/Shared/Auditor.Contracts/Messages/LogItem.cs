namespace Auditor.Contracts;

/// <summary>One position of the log and the entry that has it.</summary>
public sealed record LogItem
{
    /// <summary>From 0.</summary>
    public long Position { get; init; }

    public Guid EntryId { get; init; }

    /// <summary>
    /// The entry's attested bytes (docs/ledger.md) as they are: an <see cref="AuditEntry"/> without its position, also with fields that a
    /// reader does not know. Absent when the entry was erased.
    /// </summary>
    public JsonText Entry { get; init; }
}
