namespace Auditor.AuditWriter.Api;

/// <summary>The witnesses of this log, in the order of their configuration.</summary>
internal sealed record WitnessList(IReadOnlyList<WitnessView> Witnesses);
