using System.Security.Cryptography;
using Auditor.Ledger;
using Auditor.Storage;
using Auditor.Wire;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Exporting;

/// <summary>Writes the exports that were asked for, a few at a time, whoever still looks. A file is offered whole or not at all.</summary>
internal sealed partial class ExportWorker(
    ExportDesk desk,
    ExportFolder folder,
    ExportEntries entries,
    ExportWriters writers,
    IOptions<ExportOptions> options,
    TimeProvider time,
    ILogger<ExportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookForExpired = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([RemoveExpiredAsync(stoppingToken), .. Enumerable.Range(0, options.Value.AtOnce).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken))]);

    private async Task RemoveExpiredAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookForExpired, time);
        do
        {
            try
            {
                desk.RemoveExpired();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Log.NotRemoved(logger, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await foreach (ExportJob job in desk.Waiting.ReadAllAsync(stopping))
        {
            if (!job.TryChange(export => export with { State = ExportState.Running }))
            {
                continue;
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Cancellation);
            try
            {
                await WriteAsync(job, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // Cancelled by a person: that is said already.
                await FailAsync(job, "Auditor was stopped while the export ran. Ask for it again.", recorded: false);
            }
            catch (Exception problem)
            {
                Log.Failed(logger, job.Export.Id, problem);
                await FailAsync(job, InWords(problem), recorded: true);
            }
        }
    }

    private async Task WriteAsync(ExportJob job, CancellationToken cancellation)
    {
        job.Run = new ExportRun(job.Export, job.Filter, folder);
        folder.RequireRoom(0);
        long bytes;
        string digest;
        await using (FileStream file = folder.Create(job.Export))
        {
            await writers.Of(job.Export.Format).WriteAsync(job.Run, file, cancellation);
            file.Flush(flushToDisk: true);
            bytes = file.Length;

            // Of what is on the disk, not of what was meant to be written.
            file.Position = 0;
            digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        }

        Export done = job.Export with { Bytes = bytes, Sha256 = digest };
        await entries.RecordAsync(ExportStep.Finished, done, done.RequestedBy, cancellation);
        folder.Finish(done);
        if (!desk.End(job, ExportState.Done, export => export with { Bytes = bytes, Sha256 = digest }))
        {
            // Cancelled at the last moment.
            folder.RemoveFile(done);
        }
    }

    private async Task FailAsync(ExportJob job, string problem, bool recorded)
    {
        try
        {
            folder.RemoveFile(job.Export);
            if (desk.End(job, ExportState.Failed, export => export with { Problem = problem }) && recorded)
            {
                await entries.RecordAsync(ExportStep.Failed, job.Export, job.Export.RequestedBy, CancellationToken.None);
            }
        }
        catch (Exception another) when (another is IOException or UnauthorizedAccessException or StoreUnavailableException or OperationCanceledException)
        {
            // It has failed already; that this could not be written down is for the one who runs the service.
            Log.Failed(logger, job.Export.Id, another);
        }
    }

    private static string InWords(Exception problem) => problem switch
    {
        ExportFailedException => problem.Message,
        StoreUnavailableException => "The log's store went away while the export ran. Ask again when it is back.",
        LedgerFormatException or WireException => "The log holds something that cannot be read, so that it was not exported: " + problem.Message,
        IOException or UnauthorizedAccessException => "The file could not be written: " + problem.Message,
        _ => "Something went wrong here; the server's log has the details.",
    };

    private static partial class Log
    {
        [LoggerMessage(EventId = 3201, Level = LogLevel.Error, Message = "The export {ExportId} failed")]
        public static partial void Failed(ILogger logger, Guid exportId, Exception problem);

        [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "Exports that have been kept long enough could not be removed")]
        public static partial void NotRemoved(ILogger logger, Exception problem);
    }
}
