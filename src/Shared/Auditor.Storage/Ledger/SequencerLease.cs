namespace Auditor.Storage;

/// <summary>The right to give positions, for a while.</summary>
/// <param name="Token">Fencing token: higher than that of every lease before it.</param>
/// <param name="Holder">Who has it, a name of the process.</param>
/// <param name="ExpiresAt">When others may take it (UTC, by the holder's clock).</param>
public sealed record SequencerLease(long Token, string Holder, DateTimeOffset ExpiresAt);
