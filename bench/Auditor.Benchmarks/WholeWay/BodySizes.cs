namespace Auditor.Benchmarks;

/// <summary>How large the bodies are on each hop, in bytes on average.</summary>
/// <param name="Decided">An activity with its decision.</param>
/// <param name="Announced">An announced entry of an activity.</param>
/// <param name="OutcomeAnnounced">An announced entry of an outcome.</param>
internal sealed record BodySizes(int Decided, int Announced, int OutcomeAnnounced)
{
    /// <summary>Bodies stay as they are published.</summary>
    public static BodySizes AsSent { get; } = new(0, 0, 0);
}
