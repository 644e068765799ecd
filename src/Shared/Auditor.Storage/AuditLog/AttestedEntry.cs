namespace Auditor.Storage;

/// <summary>An entry as its bytes.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="Position">In the log; null until it is sequenced.</param>
/// <param name="Attested">Its attested bytes: canonical JSON of the entry without its position (docs/ledger.md).</param>
public sealed record AttestedEntry(Guid EntryId, long? Position, ReadOnlyMemory<byte> Attested);
