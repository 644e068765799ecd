using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Outcomes;

/// <summary>What Event Server has to do for an entry.</summary>
/// <param name="LogLine">The line for the Milestone audit log, or null.</param>
/// <param name="Events">The events to fire.</param>
public sealed record OutcomeRendering(string? LogLine, IReadOnlyList<OutcomeEvent> Events)
{
    /// <summary>True when the entry demands nothing of XProtect.</summary>
    public bool IsEmpty => LogLine is null && Events.Count == 0;

    /// <summary>Reads an entry's outcome. An entry that records no activity demands nothing.</summary>
    public static OutcomeRendering Of(AuditEntry entry)
    {
        if (!entry.Outcome.MilestoneLog && entry.Outcome.Events.Count == 0)
        {
            return new OutcomeRendering(null, []);
        }

        string? line = entry.Outcome.MilestoneLog && entry.AdditionalMetadata.Text is { } activity
            ? OutcomeTexts.LogLine(WireFormat.Deserialize<ActivityObserved>(activity), entry.Reason)
            : null;
        return new OutcomeRendering(line, entry.Outcome.Events);
    }
}
