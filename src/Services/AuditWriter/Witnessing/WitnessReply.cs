using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>What a witness did with a checkpoint.</summary>
/// <param name="Taken">It has kept it.</param>
/// <param name="Cosigned">With its signature, when its key is known here.</param>
/// <param name="Inconsistent">It says that the checkpoint does not extend what it has seen; otherwise it has seen something else meanwhile.</param>
internal sealed record WitnessReply(bool Taken, SignedNote? Cosigned = null, bool Inconsistent = false);
