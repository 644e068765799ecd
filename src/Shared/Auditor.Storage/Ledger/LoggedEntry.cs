namespace Auditor.Storage;

/// <summary>A position of the log and what the store has there.</summary>
/// <param name="Position">Index of the leaf, from 0.</param>
/// <param name="EntryId">The entry that the position was given to.</param>
/// <param name="Attested">Its attested bytes; null when they are not there (any more).</param>
/// <param name="Seal">What its writer sealed them with; empty where there is none.</param>
public sealed record LoggedEntry(long Position, Guid EntryId, ReadOnlyMemory<byte>? Attested, ReadOnlyMemory<byte> Seal = default);
