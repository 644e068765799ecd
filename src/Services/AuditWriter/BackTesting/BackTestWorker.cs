using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>Runs the back-tests that were asked for, one at a time, whoever still looks: one has two threads, which is enough of a machine.</summary>
internal sealed partial class BackTestWorker(BackTestDesk desk, IEntryFacts log, TimeProvider time, ILogger<BackTestWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookForExpired = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RemoveExpiredAsync(stoppingToken), Task.Run(() => WorkAsync(stoppingToken), stoppingToken));

    private async Task RemoveExpiredAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookForExpired, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            desk.RemoveExpired();
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await foreach (BackTestJob job in desk.Waiting.ReadAllAsync(stopping))
        {
            if (!job.TryChange(test => test with { State = BackTestState.Running }))
            {
                continue;
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Cancellation);
            try
            {
                job.Run = new BackTestRun(log);
                BackTestResult result = await job.Run.RunAsync(job.Test, end.Token);
                desk.End(job, BackTestState.Done, test => test with { Result = result });
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // Cancelled by a person: that is said already.
                desk.End(job, BackTestState.Failed, test => test with { Problem = "Auditor was stopped while it ran. Ask for it again." });
            }
            catch (Exception problem)
            {
                Log.Failed(logger, job.Test.Id, problem);
                desk.End(job, BackTestState.Failed, test => test with { Problem = InWords(problem) });
            }
        }
    }

    private static string InWords(Exception problem) => problem switch
    {
        BackTestFailedException => problem.Message,
        StoreUnavailableException => "The log's store went away while it ran. Ask again when it is back.",
        WireException => "The log holds something that cannot be read: " + problem.Message,
        _ => "Something went wrong here; the server's log has the details.",
    };

    private static partial class Log
    {
        [LoggerMessage(EventId = 3711, Level = LogLevel.Error, Message = "The back-test {BackTestId} failed")]
        public static partial void Failed(ILogger logger, Guid backTestId, Exception problem);
    }
}
