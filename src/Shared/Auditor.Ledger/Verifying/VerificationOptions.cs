namespace Auditor.Ledger;

/// <summary>How a log is verified.</summary>
public sealed record VerificationOptions
{
    /// <summary>Checkpoints that were kept elsewhere, signed notes: the log must extend each of them.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Earlier { get; init; } = [];

    /// <summary>Threads that hash; with 1 everything is done by the caller's.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told how many entries were read, at times.</summary>
    public IProgress<VerificationProgress>? Progress { get; init; }
}
