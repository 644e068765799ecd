namespace Auditor.AuditWriter.Retention;

/// <summary>What an entry AUDIT_LOG / KEEP says about itself, as its <c>additionalMetadata</c>.</summary>
/// <param name="Declaration">The entry that had declared them erased.</param>
/// <param name="Positions">Ranges of positions, both ends included.</param>
/// <param name="Holds">Holds that keep any of them.</param>
/// <param name="Unsealed">Positions of these whose bytes no writer of this log sealed: somebody changed them.</param>
internal sealed record KeptNotice(Guid Declaration, IReadOnlyList<long[]> Positions, IReadOnlyList<Guid> Holds, IReadOnlyList<long[]>? Unsealed);
