using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// Where exports are asked for, looked at, and given up. They are those of this process, and those that it finds in its folder: what
/// was running when the process ended is lost, and says so.
/// </summary>
internal sealed class ExportDesk
{
    /// <summary>Exports that may wait for their turn.</summary>
    private const int MostWaiting = 20;

    private readonly ConcurrentDictionary<Guid, ExportJob> _jobs = new();
    private readonly Channel<ExportJob> _waiting = Channel.CreateUnbounded<ExportJob>();
    private readonly IAuditLog _log;
    private readonly ExportFolder _folder;
    private readonly ExportEntries _entries;
    private readonly ExportOptions _options;
    private readonly TimeProvider _time;

    public ExportDesk(IAuditLog log, ExportFolder folder, ExportEntries entries, IOptions<ExportOptions> options, TimeProvider time)
    {
        _log = log;
        _folder = folder;
        _entries = entries;
        _options = options.Value;
        _time = time;
        foreach (Export found in folder.Recover())
        {
            Recover(found);
        }
    }

    /// <summary>What is to be run, in the order in which it was asked for.</summary>
    public ChannelReader<ExportJob> Waiting => _waiting.Reader;

    /// <summary>All that there are, the latest first.</summary>
    public IReadOnlyList<Export> List() => [.. _jobs.Values.Select(job => job.Export).OrderByDescending(export => export.RequestedAt).ThenBy(export => export.Id)];

    public Export? Find(Guid id) => _jobs.TryGetValue(id, out ExportJob? job) ? job.Export : null;

    /// <summary>Where the file of an export that is done is; null when it is gone.</summary>
    public string? FileOf(Export export) => export.State == ExportState.Done && File.Exists(_folder.FileOf(export)) ? _folder.FileOf(export) : null;

    /// <summary>Counts, records that it is asked for, and puts it in line.</summary>
    /// <param name="asked">Format, filter as asked, zone and actor.</param>
    /// <param name="filter">The filter as it is understood.</param>
    /// <param name="expectedBytes">About how large the file will be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ExportFailedException">It cannot be taken now; the message says why.</exception>
    /// <exception cref="StoreUnavailableException">The log could not be read, or not record it.</exception>
    public async Task<Export> StartAsync(Export asked, AuditFilter filter, Func<long, long> expectedBytes, CancellationToken cancellation)
    {
        if (_jobs.Values.Count(job => !job.Export.HasEnded) >= MostWaiting + _options.AtOnce)
        {
            throw new ExportFailedException($"{MostWaiting} exports wait already. Wait until some are done, or cancel some.");
        }

        long count = await _log.CountAsync(filter, cancellation);
        _folder.RequireRoom(expectedBytes(count));
        DateTimeOffset now = _time.GetUtcNow();
        Export export = asked with
        {
            Id = Guid.CreateVersion7(),
            RequestedAt = now,
            Count = count,
            FileName = NameOf(asked.Format, now),
        };
        await _entries.RecordAsync(ExportStep.Started, export, export.RequestedBy, cancellation);

        try
        {
            _folder.Remember(export);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ExportFailedException("The export's files cannot be written: " + problem.Message, problem);
        }

        var job = new ExportJob(export, filter);
        _jobs[export.Id] = job;
        _waiting.Writer.TryWrite(job);
        return export;
    }

    /// <summary>Ends an export that has not ended, or removes the file of one that has.</summary>
    /// <returns>What it is now, or was last; null when there is none.</returns>
    /// <exception cref="StoreUnavailableException">The log could not record it.</exception>
    public async Task<Export?> RemoveAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        if (!_jobs.TryGetValue(id, out ExportJob? job))
        {
            return null;
        }

        Export before = job.Export;
        await _entries.RecordAsync(before.HasEnded ? ExportStep.Removed : ExportStep.Cancelled, before, actor, cancellation);
        if (End(job, ExportState.Cancelled, export => export))
        {
            job.Cancel();
            return job.Export;
        }

        Export last = job.Export;
        Forget(job);
        return last;
    }

    /// <summary>An export is over.</summary>
    /// <returns>False when it was before.</returns>
    public bool End(ExportJob job, ExportState state, Func<Export, Export> change)
    {
        DateTimeOffset now = _time.GetUtcNow();
        bool ended = job.TryChange(export => change(export) with { State = state, EndedAt = now, ExpiresAt = now.AddHours(_options.KeepHours) });
        if (ended)
        {
            _folder.Remember(job.Export);
        }

        return ended;
    }

    /// <summary>Removes what has been kept long enough.</summary>
    public void RemoveExpired()
    {
        foreach (ExportJob job in _jobs.Values.Where(job => job.Export.ExpiresAt <= _time.GetUtcNow()))
        {
            Forget(job);
        }
    }

    private static string NameOf(ExportFormat format, DateTimeOffset now)
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return format switch
        {
            ExportFormat.Csv => $"audit-log-{time}.csv",
            ExportFormat.Jsonl => $"audit-log-{time}.jsonl",
            _ => $"evidence-{time}.zip",
        };
    }

    private void Recover(Export found)
    {
        var job = new ExportJob(found, new AuditFilter());
        if (!found.HasEnded)
        {
            _folder.RemoveFile(found);
            End(job, ExportState.Failed, export => export with { Problem = "Auditor was started anew while the export ran. Ask for it again." });
        }

        _jobs[found.Id] = job;
    }

    private void Forget(ExportJob job)
    {
        _folder.Forget(job.Export);
        if (_jobs.TryRemove(job.Export.Id, out _))
        {
            job.Dispose();
        }
    }
}
