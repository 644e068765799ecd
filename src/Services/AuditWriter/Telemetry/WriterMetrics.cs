using System.Diagnostics.Metrics;
using Auditor.Contracts;
using Auditor.Hosting.Telemetry;

namespace Auditor.AuditWriter.Telemetry;

/// <summary>What is told of the log to whoever watches AuditWriter (docs/operate.md).</summary>
internal sealed class WriterMetrics
{
    private readonly Counter<long> _appended;
    private readonly Histogram<double> _append;
    private readonly Gauge<long> _size;
    private readonly Gauge<long> _unsequenced;
    private readonly Gauge<double> _checkpointAge;
    private readonly Gauge<long> _failedAppends;
    private readonly Gauge<long> _spoolDepth;
    private readonly Gauge<long> _clients;

    public WriterMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(AuditorTelemetry.Name);
        _appended = meter.CreateCounter<long>("auditor.entries.appended", "{entry}", "Entries that are durably in the log.");
        _append = meter.CreateHistogram<double>("auditor.append.duration", "s", "From an entry in hand to its durable place, the wait for a shared write included.");
        _size = meter.CreateGauge<long>("auditor.log.size", "{entry}", "Positions of the log.");
        _unsequenced = meter.CreateGauge<long>("auditor.log.backlog", "{entry}", "Entries in the store that wait for their position.");
        _checkpointAge = meter.CreateGauge<double>("auditor.checkpoint.age", "s", "Since the latest checkpoint was signed; grows without harm while nothing is appended.");
        _failedAppends = meter.CreateGauge<long>("auditor.failed_appends", "{message}", "Failed appends that wait for a person.");
        _spoolDepth = meter.CreateGauge<long>("auditor.spool.depth", "{activity}", "Activities that wait in the spools of running clients, by their last heartbeat.");
        _clients = meter.CreateGauge<long>("auditor.clients", "{client}", "Client sessions that are running.");
    }

    /// <summary>True while somebody wants what is looked up in the store for it.</summary>
    public bool IsWatched => _size.Enabled;

    public void Appended(AuditEntry entry, TimeSpan took)
    {
        _append.Record(took.TotalSeconds);
        // Of others a stranger chooses the word, and each would be a series of its own.
        _appended.Add(1, new KeyValuePair<string, object?>("auditor.resource", AuditableResources.All.Contains(entry.AuditableResource, StringComparer.Ordinal) ? entry.AuditableResource : "other"));
    }

    public void Log(long size, long unsequenced, TimeSpan? checkpointAge)
    {
        _size.Record(size);
        _unsequenced.Record(unsequenced);
        if (checkpointAge is { } age)
        {
            _checkpointAge.Record(age.TotalSeconds);
        }
    }

    public void FailedAppends(long open) => _failedAppends.Record(open);

    public void Clients(long running, long spoolDepth)
    {
        _clients.Record(running);
        _spoolDepth.Record(spoolDepth);
    }
}
