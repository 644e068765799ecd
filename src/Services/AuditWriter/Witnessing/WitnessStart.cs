using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Makes the witness's key at the first start, and ends the start when what is configured cannot be used.</summary>
internal sealed partial class WitnessStart(OwnWitness own, WitnessedLogs logs, ILogger<WitnessStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (own.Cosigner is { } cosigner)
        {
            Log.Witnesses(logger, logs.Origins.Count, cosigner.Key);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(EventId = 3212, Level = LogLevel.Information, Message = "This process witnesses {Count} log(s) with the key {Key}")]
        public static partial void Witnesses(ILogger logger, int count, NoteVerifierKey key);
    }
}
