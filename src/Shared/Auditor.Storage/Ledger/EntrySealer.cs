namespace Auditor.Storage;

/// <summary>
/// Seals the attested bytes of an entry with a secret that only writers have. What is in the store without a writer's seal was put
/// there by somebody else, and gets no position.
/// </summary>
/// <param name="attested">Canonical JSON of the entry (docs/ledger.md).</param>
/// <returns>The seal.</returns>
public delegate byte[] EntrySealer(ReadOnlySpan<byte> attested);
