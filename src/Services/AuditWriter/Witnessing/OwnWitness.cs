namespace Auditor.AuditWriter.Witnessing;

/// <summary>The witness that this process is, if it is one.</summary>
internal sealed record OwnWitness(Cosigner? Cosigner);
