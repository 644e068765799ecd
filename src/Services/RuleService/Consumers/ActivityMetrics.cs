using System.Diagnostics;
using System.Diagnostics.Metrics;
using Auditor.Contracts;
using Auditor.Hosting.Telemetry;

namespace Auditor.RuleService.Consumers;

/// <summary>What is told of activities to whoever watches RuleService (docs/operate.md).</summary>
internal sealed class ActivityMetrics(IMeterFactory meters)
{
    private readonly Instruments _instruments = new(meters.Create(AuditorTelemetry.Name));

    /// <summary>An activity is decided.</summary>
    public void Accepted(ActivityObserved activity, Decision decision, DateTimeOffset acceptedAt)
    {
        _instruments.Accepted.Add(
            1,
            // Kinds that nobody knows are a stranger's words; they would be labels without end.
            new("auditor.activity.kind", ActivityKinds.All.Contains(activity.Kind, StringComparer.Ordinal) ? activity.Kind : "other"),
            new("auditor.activity.matched", decision.Matches.Count > 0));
        TimeSpan waited = acceptedAt - activity.ObservedAt;
        _instruments.Wait.Record(Math.Max(0, waited.TotalSeconds));
        using Activity? observed = AuditorTelemetry.StartStep(activity.ActivityId, "observed", ActivityKind.Client, waited > TimeSpan.Zero ? activity.ObservedAt : acceptedAt);
        observed?.SetEndTime(acceptedAt.UtcDateTime);
    }

    private sealed class Instruments(Meter meter)
    {
        public Counter<long> Accepted { get; } =
            meter.CreateCounter<long>("auditor.activities.accepted", "{activity}", "Activities that were taken from the queue and decided.");

        public Histogram<double> Wait { get; } =
            meter.CreateHistogram<double>("auditor.activities.wait", "s", "From an activity's observation on a workstation, by its clock, to its decision; grows with spools that wait.");
    }
}
