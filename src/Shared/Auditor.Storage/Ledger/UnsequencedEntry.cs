namespace Auditor.Storage;

/// <summary>An entry that has no position yet.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="Attested">Its attested bytes as they are stored.</param>
/// <param name="Seal">What its writer sealed them with; empty where there is none.</param>
public sealed record UnsequencedEntry(Guid EntryId, ReadOnlyMemory<byte> Attested, ReadOnlyMemory<byte> Seal);
