using System.Collections.Concurrent;
using System.Threading.Channels;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>Where back-tests are asked for, looked at, and given up. Their results stay in this process's memory for a while, and nowhere else.</summary>
internal sealed class BackTestDesk(IAuditLog log, BackTestEntries entries, TimeProvider time) : IDisposable
{
    /// <summary>Back-tests of one person that have not ended.</summary>
    private const int MostOfOnePerson = 2;

    /// <summary>Back-tests that have not ended.</summary>
    private const int MostAtWork = 10;

    /// <summary>Results kept; the oldest goes before its time.</summary>
    private const int MostKept = 50;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, BackTestJob> _jobs = new();
    private readonly Channel<BackTestJob> _waiting = Channel.CreateUnbounded<BackTestJob>();
    private readonly SemaphoreSlim _starting = new(1);

    /// <summary>What is to be run, in the order in which it was asked for.</summary>
    public ChannelReader<BackTestJob> Waiting => _waiting.Reader;

    public BackTest? Find(Guid id) => _jobs.TryGetValue(id, out BackTestJob? job) && !(job.Test.ExpiresAt <= time.GetUtcNow()) ? job.Test : null;

    /// <summary>Records that it is asked for, and puts it in line.</summary>
    /// <param name="asked">Rule, period, tenant, zone and actor.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BackTestFailedException">It cannot be taken now; the message says why.</exception>
    /// <exception cref="StoreUnavailableException">The log could not be read, or not record it.</exception>
    public async Task<BackTest> StartAsync(BackTest asked, CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            RemoveExpired();
            RequireRoom(asked.RequestedBy);
            BackTest test = asked with
            {
                Id = Guid.CreateVersion7(),
                RequestedAt = time.GetUtcNow(),
                Total = await log.CountAsync(new AuditFilter { From = asked.From, To = asked.To }, cancellation),
            };
            await entries.RecordAsync(test, cancellation);
            var job = new BackTestJob(test);
            _jobs[test.Id] = job;
            _waiting.Writer.TryWrite(job);
            return test;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends a back-test that has not ended, or forgets the result of one that has.</summary>
    /// <returns>What it is now, or was last; null when there is none.</returns>
    public BackTest? Remove(Guid id)
    {
        if (!_jobs.TryGetValue(id, out BackTestJob? job))
        {
            return null;
        }

        if (End(job, BackTestState.Cancelled, test => test))
        {
            job.Cancel();
        }
        else
        {
            Forget(job);
        }

        return job.Test;
    }

    /// <summary>A back-test is over.</summary>
    /// <returns>False when it was before.</returns>
    public bool End(BackTestJob job, BackTestState state, Func<BackTest, BackTest> change)
    {
        DateTimeOffset now = time.GetUtcNow();
        return job.TryChange(test => change(test) with { State = state, EndedAt = now, ExpiresAt = now + Kept });
    }

    /// <summary>Forgets what has been kept long enough, and the oldest of what is too much.</summary>
    public void RemoveExpired()
    {
        DateTimeOffset now = time.GetUtcNow();
        BackTestJob[] ended = [.. _jobs.Values.Where(job => job.Test.HasEnded).OrderByDescending(job => job.Test.EndedAt)];
        foreach (BackTestJob job in ended.Where((job, i) => i >= MostKept || job.Test.ExpiresAt <= now))
        {
            Forget(job);
        }
    }

    public void Dispose() => _starting.Dispose();

    private void RequireRoom(Actor actor)
    {
        BackTest[] atWork = [.. _jobs.Values.Select(job => job.Test).Where(test => !test.HasEnded)];
        if (atWork.Count(test => test.RequestedBy.Type == actor.Type && test.RequestedBy.Id == actor.Id && test.RequestedBy.Name == actor.Name) >= MostOfOnePerson)
        {
            throw new BackTestFailedException($"{MostOfOnePerson} of yours run or wait already. Wait until one is done, or cancel one.");
        }

        if (atWork.Length >= MostAtWork)
        {
            throw new BackTestFailedException($"{MostAtWork} run or wait already. Try again in a minute.");
        }
    }

    private void Forget(BackTestJob job)
    {
        if (_jobs.TryRemove(job.Test.Id, out _))
        {
            job.Dispose();
        }
    }
}
