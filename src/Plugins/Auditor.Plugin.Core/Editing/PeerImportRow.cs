using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>What one rule of the other plugin becomes.</summary>
/// <param name="Name">Of the rule.</param>
/// <param name="Summary">What the new rule does, in a sentence.</param>
/// <param name="Losses">What could not be carried over, each in a sentence.</param>
/// <param name="Obstacle">Why it is not imported, in a sentence; null when it is.</param>
public sealed record PeerImportRow(string Name, string Summary, IReadOnlyList<string> Losses, string? Obstacle)
{
    public bool CanImport => Obstacle is null;

    public string LossesText => string.Join(Environment.NewLine, Losses);

    internal AuditRule Rule { get; init; } = new();
}
