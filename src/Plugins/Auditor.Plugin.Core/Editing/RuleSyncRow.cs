using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A rule that is not the same in both places.</summary>
/// <param name="Name">Of the rule.</param>
/// <param name="Text">What is the matter, in a sentence.</param>
/// <param name="Mending">What mending it would do, in a sentence; empty when a person has to decide in the editor.</param>
public sealed record RuleSyncRow(string Name, string Text, string Mending)
{
    public bool CanMend => Mending.Length > 0;

    internal RuleItem? Item { get; init; }

    internal AuditRule? Rule { get; init; }
}
