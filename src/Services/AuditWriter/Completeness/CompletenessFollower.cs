using Auditor.AuditWriter.Sequencing;
using MassTransit;

namespace Auditor.AuditWriter.Completeness;

/// <summary>Follows the log while this process sequences it. Whatever goes wrong is tried again; health turns red when it lasts.</summary>
internal sealed partial class CompletenessFollower(
    LogFollower follower, CompletenessState state, ILeadership leadership, IBusControl bus, TimeProvider time, ILogger<CompletenessFollower> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A round waits for the store and the bus; one that waits longer is ended and tried again.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        state.LastGood = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            bool more = leadership.Leads ? await TryFollowAsync(stoppingToken) : Rest();
            if (!more)
            {
                await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> TryFollowAsync(CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(LongestRound);
        try
        {
            // Before the bus has started, what is announced in memory would be gone.
            bool more = await follower.FollowAsync(bus.CheckHealth().Status == BusHealthStatus.Healthy, patience.Token);
            state.LastGood = time.GetUtcNow();
            if (state.Problem is not null)
            {
                state.Problem = null;
                Log.FollowsAgain(logger);
            }

            return more;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem)
        {
            follower.Interrupt();
            if (state.Problem is null)
            {
                Log.CannotFollow(logger, problem);
            }

            state.Problem = problem is OperationCanceledException ? $"A round took longer than {LongestRound.TotalSeconds} s." : problem.Message;
            return false;
        }
    }

    private bool Rest()
    {
        follower.Interrupt();
        state.LastGood = time.GetUtcNow();
        state.Problem = null;
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3201, Level = LogLevel.Error, Message = "The log cannot be followed; gaps and silent clients are found when it can be again")]
        public static partial void CannotFollow(ILogger logger, Exception problem);

        [LoggerMessage(EventId = 3202, Level = LogLevel.Information, Message = "The log is followed again")]
        public static partial void FollowsAgain(ILogger logger);
    }
}
