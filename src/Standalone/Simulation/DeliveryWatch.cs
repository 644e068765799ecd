using Auditor.Contracts;
using Auditor.Plugin.Core.Outcomes;
using Auditor.XProtectSimulator;

namespace Auditor.Standalone.Simulation;

/// <summary>Sees what the simulated XProtect gets for each entry, in its log and as events, and hands that to the output.</summary>
internal sealed class DeliveryWatch(IOutcomeOutput output)
{
    private readonly Lock _gate = new();
    private readonly List<OutcomeEvent> _events = [];
    private string? _line;

    public void Watch(SimulatedSite site)
    {
        site.Log.WhenWritten(line =>
        {
            lock (_gate)
            {
                _line = line.Text;
            }
        });
        site.Events.WhenReceived(received =>
        {
            lock (_gate)
            {
                _events.Add(new OutcomeEvent
                {
                    Name = received.Event.EventHeader.Message,
                    RuleId = received.Event.EventHeader.Source.FQID.ObjectId,
                    RuleName = received.Event.EventHeader.Source.Name,
                });
            }
        });
    }

    public void Begin()
    {
        lock (_gate)
        {
            _line = null;
            _events.Clear();
        }
    }

    /// <summary>XProtect has got whatever it gets for this entry.</summary>
    public void End(AuditEntry entry)
    {
        OutcomeRendering got;
        lock (_gate)
        {
            got = new OutcomeRendering(_line, [.. _events]);
        }

        output.Write(entry, got);
    }
}
