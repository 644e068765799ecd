using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>
/// Goes through a period of the log with a draft rule: stretch by stretch, two stretches at a time, counted in their order. What it holds
/// at one time are the matches of a few stretches.
/// </summary>
internal sealed class BackTestRun(IEntryFacts log)
{
    /// <summary>Entries of a stretch: a read that ends within a fraction of a second keeps nobody waiting.</summary>
    private const int StretchLength = 20_000;

    private const int Threads = 2;

    private long _done;

    /// <summary>Entries gone past so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <param name="test">Rule, period, tenant and zone.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BackTestFailedException">It cannot be counted.</exception>
    /// <exception cref="StoreUnavailableException">The log cannot be read.</exception>
    public async Task<BackTestResult> RunAsync(BackTest test, CancellationToken cancellation)
    {
        LocalTimes zone = LocalTimes.Of(test.Zone) ?? throw new BackTestFailedException($"'{test.Zone}' is not the id of a time zone.");
        var tally = new TrialTally(test.Rule.ReasonPolicy.AnswerValidMinutes, zone);
        var trials = new ConcurrentBag<RuleTrial>();
        var reading = new Queue<Task<(List<TriedMatch> Matches, long Looked)>>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long looked = 0;

        async Task CountAsync()
        {
            (List<TriedMatch> matches, long entries) = await reading.Peek();
            _ = reading.Dequeue();
            looked += entries;
            foreach (TriedMatch match in matches)
            {
                tally.Add(match);
            }
        }

        try
        {
            for (DateTimeOffset from = test.From; from < test.To;)
            {
                DateTimeOffset to = await log.EndOfStretchAsync(from, test.To, StretchLength, end.Token);
                if (reading.Count == Threads)
                {
                    await CountAsync();
                }

                reading.Enqueue(ReadAsync(test, trials, from, to, end.Token));
                from = to;
            }

            while (reading.Count > 0)
            {
                await CountAsync();
            }

            return tally.Result(looked);
        }
        finally
        {
            // Nothing goes on reading for a run that is over.
            await end.CancelAsync();
            await Task.WhenAll(reading).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<(List<TriedMatch> Matches, long Looked)> ReadAsync(
        BackTest test, ConcurrentBag<RuleTrial> trials, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        RuleTrial trial = trials.TryTake(out RuleTrial? idle) ? idle : new RuleTrial(test.Rule);
        var matches = new List<TriedMatch>();
        long looked = 0;
        long untold = 0;
        await log.ReadAsync(
            from,
            to,
            facts =>
            {
                if (++untold == 1000)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Interlocked.Add(ref _done, untold);
                    untold = 0;
                }

                if (test.Tenant is null || facts.Tenant == test.Tenant)
                {
                    looked++;
                    if (trial.Try(facts) is { } match)
                    {
                        matches.Add(match);
                    }
                }
            },
            cancellation);
        Interlocked.Add(ref _done, untold);
        trials.Add(trial);
        return (matches, looked);
    }
}
