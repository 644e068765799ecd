using System.Text.Json;
using Auditor.Contracts;
using Auditor.Plugin.Core.Outcomes;
using Auditor.Wire;

namespace Auditor.Standalone.Simulation;

/// <summary>
/// Writes the outcomes of activities in the order in which the activities were reported, whatever order their entries come in, and
/// keeps count. A few hundred activities are under way at a time.
/// </summary>
internal sealed class OrderedOutput(TextWriter console, bool json) : IOutcomeOutput, IReportWatch, IDisposable
{
    private const int MostUnderWay = 256;

    /// <summary>How long nothing may happen before what is missing counts as failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room = new(MostUnderWay);
    private readonly Queue<Guid> _order = [];
    private readonly Dictionary<Guid, OutcomeRendering?> _arrived = [];
    private readonly Dictionary<Guid, AuditEntry> _entries = [];

    /// <summary>Activities reported.</summary>
    public long Expected { get; private set; }

    /// <summary>Of them, those whose entry is in the log and whose outcome was written.</summary>
    public long Written { get; private set; }

    public long LogLines { get; private set; }

    public long Events { get; private set; }

    public long Missing => Expected - Written;

    public async Task ReportingAsync(ActivityObserved activity)
    {
        Guid activityId = activity.ActivityId;
        lock (_gate)
        {
            if (_arrived.ContainsKey(activityId))
            {
                return;
            }
        }

        // When nothing comes back any more, the rest is reported all the same, and counted as missing in the end.
        await _room.WaitAsync(Patience);
        lock (_gate)
        {
            Expected++;
            _order.Enqueue(activityId);
            _arrived[activityId] = null;
        }
    }

    public void Write(AuditEntry entry, OutcomeRendering outcome)
    {
        lock (_gate)
        {
            if (!_arrived.ContainsKey(entry.EntryId))
            {
                // Not one of the scenario's activities: a rule that was saved, a delivery that was reported.
                return;
            }

            _arrived[entry.EntryId] = outcome;
            _entries[entry.EntryId] = entry;
            while (_order.TryPeek(out Guid next) && _arrived[next] is { } ready)
            {
                _order.Dequeue();
                Print(_entries[next], ready);
                _arrived.Remove(next);
                _entries.Remove(next);
                Written++;
                _room.Release();
            }
        }
    }

    /// <summary>Waits until everything is written. False when nothing came any more and something is missing.</summary>
    public async Task<bool> CompleteAsync()
    {
        long before = -1;
        while (Missing > 0 && Written > before)
        {
            before = Written;
            DateTime until = DateTime.UtcNow + Patience;
            while (Missing > 0 && Written == before && DateTime.UtcNow < until)
            {
                await Task.Delay(10);
            }
        }

        return Missing == 0;
    }

    public void Dispose() => _room.Dispose();

    private void Print(AuditEntry entry, OutcomeRendering outcome)
    {
        if (outcome.LogLine is { } line)
        {
            LogLines++;
            console.WriteLine(json ? JsonSerializer.Serialize(new { log = line }, Readable) : line);
        }

        foreach (OutcomeEvent fired in outcome.Events)
        {
            Events++;
            console.WriteLine(json
                ? JsonSerializer.Serialize(new { @event = fired.Name, rule = fired.RuleName, ruleId = fired.RuleId, user = entry.Actor.Name }, Readable)
                : $"{fired.Name} (rule {Quoted.Of(fired.RuleName)}, user {Quoted.Of(entry.Actor.Name)})");
        }
    }
}
