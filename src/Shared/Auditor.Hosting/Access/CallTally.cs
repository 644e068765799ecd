using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Access;

/// <summary>
/// Tells the log what was asked, without letting one who asks every second fill it: the first call of a kind has its entry before it
/// is answered; the same call again is counted, and told in one entry when the window is over or the host stops.
/// </summary>
public sealed partial class CallTally(ICallRecorder recorder, IOptions<AccessOptions> options, TimeProvider time, ILogger<CallTally> logger)
    : BackgroundService
{
    private const int MostWindows = 10_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);

    private TimeSpan Interval => TimeSpan.FromSeconds(options.Value.TellEverySeconds);

    /// <summary>Returns when the call has its entry, or is counted beside one that has.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The log cannot be written; do not answer.</exception>
    public async Task TellAsync(AuditedCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        while (true)
        {
            Task? first = null;
            Window? opened = null;
            lock (_gate)
            {
                DateTimeOffset now = time.GetUtcNow();
                if (!_windows.TryGetValue(call.Key, out Window? window))
                {
                    opened = new Window(call, now);
                    if (_windows.Count < MostWindows)
                    {
                        _windows.Add(call.Key, opened);
                    }
                }
                else if (window.First.IsCompletedSuccessfully)
                {
                    window.Count(now);
                    return;
                }
                else
                {
                    first = window.First;
                }
            }

            if (opened is not null)
            {
                await OpenAsync(opened);
                return;
            }

            // Another call like this one is being recorded; when that is done, look again.
            await first!.WaitAsync(cancellation);
        }
    }

    /// <summary>Counts a refusal. It is told soon, and nobody waits for it.</summary>
    public void Note(AuditedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (!_windows.TryGetValue(call.Key, out Window? window))
            {
                // Whoever makes up callers without end is told of as one.
                AuditedCall told = _windows.Count < MostWindows
                    ? call
                    : call with { Actor = new Contracts.Actor { Name = "unknown" }, Route = "*", Asked = null, Question = null };
                if (!_windows.TryGetValue(told.Key, out window))
                {
                    window = new Window(told, now) { TellAt = now };
                    window.Opened.SetResult();
                    _windows.Add(told.Key, window);
                }
            }

            window.Count(now);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellDueAsync(all: true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TellDueAsync(all: false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; StopAsync tells the rest.
        }
    }

    private async Task OpenAsync(Window window)
    {
        try
        {
            await RecordAsync(window.Call, 1, window.From, window.From);
            lock (_gate)
            {
                window.TellAt = time.GetUtcNow() + Interval;
            }

            window.Opened.SetResult();
        }
        catch (Exception problem)
        {
            lock (_gate)
            {
                _windows.Remove(window.Call.Key);
            }

            window.Opened.SetException(problem);
            // Who waits for it throws it; so does this.
            await window.First;
        }
    }

    private async Task TellDueAsync(bool all)
    {
        List<(Window Window, int Times, DateTimeOffset From, DateTimeOffset Until)> due = [];
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach ((string key, Window window) in _windows.Where(pair => pair.Value.First.IsCompleted && (all || pair.Value.TellAt <= now)).ToList())
            {
                if (window.Times == 0)
                {
                    _windows.Remove(key);
                    continue;
                }

                due.Add((window, window.Times, window.From, window.Until));
                window.Times = 0;
                window.TellAt = now + Interval;
            }
        }

        await Task.WhenAll(due.Select(counted => TellAsync(counted.Window, counted.Times, counted.From, counted.Until)));
    }

    private async Task TellAsync(Window window, int times, DateTimeOffset from, DateTimeOffset until)
    {
        try
        {
            await RecordAsync(window.Call, times, from, until);
        }
        catch (Exception problem)
        {
            Log.NotTold(logger, times, window.Call.Route, problem);
            lock (_gate)
            {
                window.From = from;
                window.Until = window.Times == 0 ? until : window.Until;
                window.Times += times;
            }
        }
    }

    private async Task RecordAsync(AuditedCall call, int times, DateTimeOffset from, DateTimeOffset until)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await recorder.RecordAsync(call, times, from, until, patience.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new Storage.StoreUnavailableException("The audit log did not take the entry in time.", late);
        }
    }

    /// <summary>The same call, over and over. Guarded by the tally's lock.</summary>
    private sealed class Window(AuditedCall call, DateTimeOffset opened)
    {
        public AuditedCall Call => call;

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => Opened.Task;

        public DateTimeOffset TellAt { get; set; } = DateTimeOffset.MaxValue;

        /// <summary>Not yet told.</summary>
        public int Times { get; set; }

        public DateTimeOffset From { get; set; } = opened;

        public DateTimeOffset Until { get; set; } = opened;

        public void Count(DateTimeOffset now)
        {
            From = Times == 0 ? now : From;
            Until = now;
            Times++;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "{Times} call(s) of {Route} are not in the log yet; they are told again with the next ones")]
        public static partial void NotTold(ILogger logger, int times, string route, Exception problem);
    }
}
