using VideoOS.Platform.Data;

namespace Auditor.XProtectSimulator;

/// <summary>Where Event Server takes events in. Rules and alarms look at the message's text and at the source.</summary>
public sealed class SimulatedEventReceiver
{
    private readonly Lock _gate = new();
    private readonly SimulatedSite _site;
    private readonly List<ReceivedEvent> _events = [];
    private Action<ReceivedEvent>? _received;
    private int _failures;

    internal SimulatedEventReceiver(SimulatedSite site) => _site = site;

    public IReadOnlyList<ReceivedEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Calls back for each event, from any thread.</summary>
    public void WhenReceived(Action<ReceivedEvent> tell)
    {
        lock (_gate)
        {
            _received += tell;
        }
    }

    /// <summary>The next so many events are refused.</summary>
    public void FailNext(int calls) => Volatile.Write(ref _failures, calls);

    internal void Take(AnalyticsEvent analytics, Guid? related)
    {
        if (Volatile.Read(ref _failures) > 0 && Interlocked.Decrement(ref _failures) >= 0)
        {
            throw new VideoOS.Platform.MIPException("The event was not taken.");
        }

        var received = new ReceivedEvent(_site.Time.GetUtcNow(), analytics, related);
        lock (_gate)
        {
            _events.Add(received);
        }

        _received?.Invoke(received);
    }
}
