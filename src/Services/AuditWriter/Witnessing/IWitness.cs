using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Somebody outside who keeps checkpoints of this log. Called by one at a time.</summary>
internal interface IWitness
{
    /// <summary>Whether it is to be asked each time, because others may change what it has.</summary>
    bool AskEachTime { get; }

    /// <summary>What it has seen last of this log. MUST NOT change anything that matters.</summary>
    /// <exception cref="WitnessException">It does not answer, or not as a witness does.</exception>
    Task<WitnessMemory> RecallAsync(CancellationToken cancellation);

    /// <summary>Gives it a checkpoint.</summary>
    /// <param name="latest">No smaller than what it has seen.</param>
    /// <param name="oldSize">What it has seen.</param>
    /// <param name="proof">From there to <paramref name="latest"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="WitnessException">It does not answer, or not as a witness does.</exception>
    Task<WitnessReply> SubmitAsync(KnownCheckpoint latest, long oldSize, IReadOnlyList<TreeHash> proof, CancellationToken cancellation);
}
