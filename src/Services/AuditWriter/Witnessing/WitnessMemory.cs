namespace Auditor.AuditWriter.Witnessing;

/// <summary>What a witness has seen last of a log.</summary>
/// <param name="Size">The size that it names; 0 when it has seen nothing.</param>
/// <param name="Evidence">The checkpoint that it shows, signed by the log's own key; null when it shows none.</param>
internal sealed record WitnessMemory(long Size, KnownCheckpoint? Evidence)
{
    public static WitnessMemory Nothing { get; } = new(0, null);
}
