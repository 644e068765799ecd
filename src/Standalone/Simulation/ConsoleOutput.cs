using System.Globalization;
using Auditor.Contracts;
using Auditor.Plugin.Core.Outcomes;
using Auditor.Wire;

namespace Auditor.Standalone.Simulation;

/// <summary>Shows outcomes to a person, as they happen.</summary>
internal sealed class ConsoleOutput(TextWriter console) : IOutcomeOutput
{
    private readonly Lock _gate = new();

    public void Write(AuditEntry entry, OutcomeRendering outcome)
    {
        lock (_gate)
        {
            string time = entry.OccurredAt.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            if (outcome.LogLine is { } line)
            {
                console.WriteLine($"{time}  log    {line}");
            }

            foreach (OutcomeEvent fired in outcome.Events)
            {
                console.WriteLine($"{time}  event  {fired.Name}  (rule {Quoted.Of(fired.RuleName)}, user {Quoted.Of(entry.Actor.Name)})");
            }
        }
    }
}
