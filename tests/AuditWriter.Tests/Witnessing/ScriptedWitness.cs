using Auditor.AuditWriter.Witnessing;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>A witness that says what the test wants.</summary>
internal sealed class ScriptedWitness : IWitness
{
    public bool AskEachTime { get; init; }

    public Func<WitnessMemory> Remembers { get; set; } = () => WitnessMemory.Nothing;

    public Func<KnownCheckpoint, long, WitnessReply> Replies { get; set; } = (_, _) => new WitnessReply(Taken: true);

    public int Asked { get; private set; }

    public List<long> Given { get; } = [];

    public Task<WitnessMemory> RecallAsync(CancellationToken cancellation)
    {
        Asked++;
        return Task.FromResult(Remembers());
    }

    public Task<WitnessReply> SubmitAsync(KnownCheckpoint latest, long oldSize, IReadOnlyList<TreeHash> proof, CancellationToken cancellation)
    {
        Given.Add(latest.Checkpoint.Size);
        return Task.FromResult(Replies(latest, oldSize));
    }
}
