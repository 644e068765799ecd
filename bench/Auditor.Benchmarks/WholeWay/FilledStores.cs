using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.Benchmarks;

/// <summary>Stores that hold something before the services start.</summary>
internal static class FilledStores
{
    private const int Batch = 2000;

    /// <summary>Entries with the writer's seal; the sequencer gives them their positions when it starts.</summary>
    public static async Task FillLogAsync(string folder, int entries)
    {
        Directory.CreateDirectory(folder);
        LedgerKey key = LedgerKey.LoadOrCreate(new LedgerOptions(), Path.Combine(folder, "ledger.key"));
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(folder, "audit-log.db"), key.Seal, CancellationToken.None);
        for (int from = 0; from < entries; from += Batch)
        {
            await log.AppendAsync([.. Enumerable.Range(from, Math.Min(Batch, entries - from)).Select(SampleEntries.At)], CancellationToken.None);
        }
    }

    /// <summary>One rule that demands an outcome of every playback, and others beside it.</summary>
    public static async Task FillRulesAsync(string folder, int rules)
    {
        Directory.CreateDirectory(folder);
        await using SqliteAuditRuleStore store = await SqliteAuditRuleStore.OpenAsync(Path.Combine(folder, "rules.db"), CancellationToken.None);
        var everyone = new AuditRule { Id = Guid.CreateVersion7(), Name = "Everyone", Version = 1, Whom = new Whom { Everyone = true }, Playback = new Demand { Trigger = true } };
        foreach (AuditRule rule in new Fleet().Rules.Take(rules - 1).Prepend(everyone))
        {
            var change = new AuditRuleChange
            {
                ChangeId = Guid.CreateVersion7(),
                Kind = RuleChangeKind.Created,
                RuleId = rule.Id,
                Version = 1,
                Current = rule with { Version = 1 },
                Actor = new Actor { Type = ActorTypes.Service, Name = "Benchmark" },
                ChangedAt = DateTimeOffset.UtcNow,
            };
            RuleChangeResult saved = await store.ChangeAsync(change, CancellationToken.None);
            await store.MarkAnnouncedAsync(saved.Change!.ChangeId, CancellationToken.None);
        }
    }
}
