using System.Collections.Concurrent;
using System.Diagnostics;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Faults.Load;

/// <summary>A workstation: one client session after another, each activity sent again and again until the broker has confirmed it.</summary>
internal sealed class Sender(int number, int seed, double perSecond, ConfirmingLink link) : IAsyncDisposable
{
    /// <summary>Activities on their way at a time.</summary>
    private const int Window = 48;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<SessionRecord> _sessions = new();
    private readonly Random _random = new((seed * 1000) + number);
    private long _duplicates;

    public IReadOnlyCollection<SessionRecord> Sessions => _sessions;

    /// <summary>Publishes that were confirmed once already.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long Resent => link.Resent;

    /// <summary>Runs sessions until it is told to stop, then ends the last one well. Returns when everything is confirmed.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var session = new SessionRecord(number);
            _sessions.Enqueue(session);
            await RunSessionAsync(session, SessionPlan.Make(_random, perSecond), stop);
        }
    }

    public ValueTask DisposeAsync() => link.DisposeAsync();

    private async Task RunSessionAsync(SessionRecord session, SessionPlan plan, CancellationToken stop)
    {
        using var crash = new CancellationTokenSource();
        var window = new SemaphoreSlim(Window);
        var under = new List<Task>();
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < plan.Order.Count && !stop.IsCancellationRequested; i++)
        {
            await PaceAsync(started, i, stop);
            await window.WaitAsync(CancellationToken.None);
            under.Add(SendAsync(session, plan.Order[i], KindOf(plan.Order[i], plan), plan, window, crash.Token));
            under.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        if (plan.EndsSilently)
        {
            session.FellSilent = true;
            await crash.CancelAsync();
        }
        else if (stop.IsCancellationRequested)
        {
            // The plan was cut short: what it had held back goes out, and then the goodbye.
            foreach (long late in plan.Order.Distinct().Where(late => late < session.Highest && !session.WasSent(late)).ToArray())
            {
                await window.WaitAsync(CancellationToken.None);
                under.Add(SendAsync(session, late, KindOf(late, plan), plan, window, CancellationToken.None));
            }

            await window.WaitAsync(CancellationToken.None);
            under.Add(SendAsync(session, session.Highest + 1, ActivityKinds.ClientStopped, plan, window, CancellationToken.None));
        }

        await Task.WhenAll(under);
    }

    private async Task PaceAsync(long started, int index, CancellationToken stop)
    {
        TimeSpan due = TimeSpan.FromSeconds(index / perSecond);
        TimeSpan early = due - Stopwatch.GetElapsedTime(started);
        if (early > Tick)
        {
            await Task.Delay(early, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(
        SessionRecord session, long sequenceNumber, string kind, SessionPlan plan, SemaphoreSlim window, CancellationToken crash)
    {
        bool again = session.WasSent(sequenceNumber);
        ActivityObserved activity = session.Get(sequenceNumber, () => SampleActivities.Make(session.SessionId, sequenceNumber, kind, number, plan.ClockOffset));
        // Continues on another thread, so that a slow broker holds up the window and not the pace.
        await Task.Yield();
        try
        {
            await link.PublishAsync(Exchanges.Activities, RoutingKeys.Of(activity), WireFormat.Serialize(activity), crash);
            session.Confirm(sequenceNumber);
            if (again)
            {
                Interlocked.Increment(ref _duplicates);
            }
        }
        catch (OperationCanceledException) when (crash.IsCancellationRequested)
        {
            // The workstation is gone; what was on its way may arrive or not.
        }
        finally
        {
            window.Release();
        }
    }

    private static string KindOf(long sequenceNumber, SessionPlan plan) =>
        sequenceNumber == 1 ? ActivityKinds.ClientStarted
        : sequenceNumber == plan.Length && !plan.EndsSilently ? ActivityKinds.ClientStopped
        : SampleActivities.KindOf(sequenceNumber);
}
