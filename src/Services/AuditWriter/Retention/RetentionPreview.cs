using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Counts what a run would do, and does nothing.</summary>
internal sealed class RetentionPreview(IRetentionStore store, IAuditLog log, ILedgerStore ledger, LedgerKey key, TimeProvider time)
{
    /// <summary>How long a dry run may be applied.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    private const int SampleSize = 10;

    public async Task<DryRun> RunAsync(CancellationToken cancellation)
    {
        DateTimeOffset asOf = time.GetUtcNow();
        var state = RetentionState.Of(await store.ListChangesAsync(cancellation));
        var judge = new RetentionJudge(state, asOf, asOf);
        long covered = (await ledger.LatestCheckpointAsync(cancellation))?.Size ?? 0;
        var scan = new RetentionScan(log);
        var classes = new List<DryRunClass>();
        foreach ((RetentionPolicy policy, string resource) in await scan.PlanAsync(state.Policies, asOf, cancellation))
        {
            var count = new Count();
            await foreach (AuditEntry entry in scan.ReadAsync(policy, resource, asOf, cancellation))
            {
                count.Add(entry, judge, covered);
            }

            classes.Add(count.ToClass(policy.Class, resource, state));
        }

        var token = new RetentionToken(state.Policies.Revision, asOf);
        return new DryRun(asOf, state.Policies.Revision, classes, await FailedAppendsAsync(state, judge, asOf, cancellation), token.Sign(key), asOf + Validity);
    }

    private async Task<long> FailedAppendsAsync(RetentionState state, RetentionJudge judge, DateTimeOffset asOf, CancellationToken cancellation) =>
        FailedAppendRetention.Cutoff(state.Policies, judge, asOf) is { } cutoff ? await store.CountSettledFailuresAsync(cutoff, cancellation) : 0;

    private sealed class Count
    {
        private readonly Dictionary<Guid, long> _holds = [];
        private readonly List<Guid> _sample = [];
        private long _entries;
        private long _keptByFloor;
        private long _keptByHold;
        private long _notYetProven;
        private DateTimeOffset? _oldest;
        private DateTimeOffset? _newest;

        public void Add(AuditEntry entry, RetentionJudge judge, long covered)
        {
            switch (judge.Of(entry))
            {
                case RetentionVerdict.KeptByFloor:
                    _keptByFloor++;
                    break;
                case RetentionVerdict.KeptByHold:
                    _keptByHold++;
                    foreach (LegalHold hold in judge.HoldsOf(entry))
                    {
                        _holds[hold.HoldId] = _holds.GetValueOrDefault(hold.HoldId) + 1;
                    }

                    break;
                case RetentionVerdict.Erase when entry.Position is { } position && position < covered:
                    AddErased(entry);
                    break;
                case RetentionVerdict.Erase:
                    _notYetProven++;
                    break;
                default:
                    break;
            }
        }

        public DryRunClass ToClass(string name, string resource, RetentionState state) => new(
            name,
            resource,
            _entries,
            _oldest,
            _newest,
            _keptByFloor,
            _keptByHold,
            [.. state.Holds.Where(hold => _holds.ContainsKey(hold.HoldId)).Select(hold => new DryRunHold(hold.HoldId, hold.Name, _holds[hold.HoldId]))],
            _notYetProven,
            _sample);

        private void AddErased(AuditEntry entry)
        {
            _entries++;
            _oldest = entry.OccurredAt < _oldest ? entry.OccurredAt : _oldest ?? entry.OccurredAt;
            _newest = entry.OccurredAt > _newest ? entry.OccurredAt : _newest ?? entry.OccurredAt;
            if (_sample.Count < SampleSize)
            {
                _sample.Add(entry.EntryId);
            }
        }
    }
}
