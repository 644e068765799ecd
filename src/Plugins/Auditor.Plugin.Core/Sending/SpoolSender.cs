using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Spooling;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Sending;

/// <summary>
/// Sends what a spool holds: what earlier runs of the client left first, then the session that runs, each in its order. Nothing is
/// skipped: what cannot be sent is tried again until it can.
/// </summary>
public sealed class SpoolSender : IDisposable
{
    private const string Where = "Sending";
    private const int MostUnderWay = 256;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookForEarlierEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(2);

    private readonly ActivitySpool _spool;
    private readonly IBrokerLink _link;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Random _random = new();
    private Task _sending = Task.CompletedTask;
    private bool _disposed;

    /// <summary>Sends nothing before <see cref="Start"/>.</summary>
    public SpoolSender(ActivitySpool spool, IBrokerLink link, TimeProvider time, IPluginLog log)
    {
        _spool = spool;
        _link = link;
        _time = time;
        _log = log;
        _spool.MoreToSend += OnWake;
        _link.StatusChanged += OnWake;
    }

    /// <summary>Starts sending, on threads of the pool.</summary>
    public void Start() => _sending = Task.Run(RunAsync);

    /// <summary>
    /// Waits until everything is safe on the other side, or the patience is over.
    /// </summary>
    /// <returns>True when nothing waits any more.</returns>
    public async Task<bool> DrainAsync(TimeSpan patience)
    {
        long started = _time.GetTimestamp();
        while (_spool.Status.Waiting > 0)
        {
            if (_time.GetElapsedTime(started) >= patience)
            {
                return false;
            }

            await Task.Delay(20).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Ends sending; what is not known to be safe is sent by the next run. To be called before the spool and the link are disposed.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _spool.MoreToSend -= OnWake;
        _link.StatusChanged -= OnWake;
        _stop.Cancel();
        try
        {
            if (!_sending.Wait(PatienceAtEnd))
            {
                _log.Error(Where, "Sending did not end in time.");
            }
        }
        catch (AggregateException)
        {
            // It was cancelled, which is what was wanted.
        }
    }

    private async Task RunAsync()
    {
        TimeSpan pause = TimeSpan.Zero;
        long? lookedAt = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (lookedAt is not { } before || _time.GetElapsedTime(before) >= LookForEarlierEvery)
                {
                    _spool.Earlier.Find();
                    _spool.UpdateStatus();
                    lookedAt = _time.GetTimestamp();
                }

                foreach (EarlierSession session in _spool.Earlier.Open)
                {
                    await SendEarlierAsync(session);
                    _spool.UpdateStatus();
                }

                await SendAllAsync(_spool.Current);
                pause = TimeSpan.Zero;
                _spool.UpdateStatus();
                await WaitAsync(LookForEarlierEvery);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                // Every problem is tried again, whatever it is: giving up would lose what is spooled.
                if (pause == TimeSpan.Zero)
                {
                    _log.Error(Where, "Activities cannot be sent; they wait in the spool and are tried again.", problem);
                }

                pause = pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                await RestAsync(pause);
            }
        }
    }

    /// <summary>A disk that does not give back what an earlier session left does not stop the session that runs; it is looked for again later.</summary>
    private async Task SendEarlierAsync(EarlierSession session)
    {
        try
        {
            await SendAllAsync(session);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _log.Error(Where, $"What client session {session.Files.Session} left cannot be read now; it is tried again in some minutes.", problem);
            session.Dispose();
        }

        _spool.Earlier.Remove(session);
    }

    /// <summary>Sends what a session has, until there is no more.</summary>
    private async Task SendAllAsync(ISpooledSession session)
    {
        var underWay = new Queue<(long Sequence, Task Sent)>();
        try
        {
            while (true)
            {
                // A link that comes up just now must not take the later ones before those that have failed.
                while (underWay.Count < MostUnderWay && !underWay.Any(HasFailed) && session.Next() is { } record)
                {
                    underWay.Enqueue((record.Sequence, _link.SendAsync(MessageOf(record), _stop.Token)));
                }

                if (underWay.Count == 0)
                {
                    if (session.TryFinish() || session is not EarlierSession)
                    {
                        return;
                    }

                    continue;
                }

                (long sequence, Task sent) = underWay.Peek();
                await sent.ConfigureAwait(false);
                underWay.Dequeue();
                session.Release(sequence);
                if (underWay.Count % 32 == 0)
                {
                    _spool.UpdateStatus();
                }
            }
        }
        catch
        {
            await EndAsync(underWay);
            session.Rewind();
            throw;
        }
    }

    /// <summary>Waits for what is under way, whatever becomes of it: all of it is sent again, in order.</summary>
    private static async Task EndAsync(Queue<(long Sequence, Task Sent)> underWay)
    {
        foreach ((long _, Task sent) in underWay)
        {
            try
            {
                await sent.ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The first failure is the one that is told.
            }
        }
    }

    private static bool HasFailed((long Sequence, Task Sent) one) => one.Sent.IsFaulted || one.Sent.IsCanceled;

    private static BrokerMessage MessageOf(SpooledRecord record)
    {
        try
        {
            ActivityObserved activity = WireFormat.Deserialize<ActivityObserved>(record.Body);
            return new BrokerMessage(Exchanges.Activities, RoutingKeys.Of(activity), activity.ActivityId, record.Body);
        }
        catch (WireException)
        {
            // A newer plugin wrote it before it was rolled back. The services read it, or keep it as a failed append; it must not stop the rest.
            return new BrokerMessage(Exchanges.Activities, "_._", Guid.NewGuid(), record.Body);
        }
    }

    /// <summary>Waits until something may have changed.</summary>
    private async Task WaitAsync(TimeSpan longest)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Task slept = _time.Delay(longest, ended.Token);
        await Task.WhenAny(_wake.WaitAsync(ended.Token), slept).ConfigureAwait(false);
        ended.Cancel();
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Rests after a failure; ends early when the link comes up, because then it is worth trying at once.</summary>
    private async Task RestAsync(TimeSpan pause)
    {
        // Jitter: a thousand clients do not come back in the same instant.
        var rest = TimeSpan.FromTicks((long)(pause.Ticks * (0.5 + (_random.NextDouble() / 2))));
        long started = _time.GetTimestamp();
        bool wasUp = _link.Status.Connected;
        try
        {
            while (rest - _time.GetElapsedTime(started) is { Ticks: > 0 } left && !(!wasUp && _link.Status.Connected))
            {
                await WaitAsync(left);
            }
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void OnWake(object? sender, EventArgs e)
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }
}
