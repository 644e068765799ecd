using Auditor.Contracts;
using Auditor.RuleService.Book;
using Auditor.Storage;

namespace Auditor.RuleService.Changes;

/// <summary>Changes rules: each change is stored with who made it, in force here when this returns, and announced soon after.</summary>
internal sealed partial class RuleChanges(
    IAuditRuleStore store, RuleBookRefresher refresher, RuleChangeRelay relay, TimeProvider time, ILogger<RuleChanges> logger)
{
    /// <summary>Creates a rule, under its own id when it has one. Refused when the id was ever in use.</summary>
    public Task<RuleChangeResult> CreateAsync(AuditRule rule, Actor actor, CancellationToken cancellation)
    {
        AuditRule created = rule with { Id = rule.Id == Guid.Empty ? Guid.CreateVersion7(time.GetUtcNow()) : rule.Id, Version = 1 };
        return ChangeAsync(RuleChangeKind.Created, previous: null, created, actor, cancellation);
    }

    /// <summary>Refused when <paramref name="previous"/> is not the latest version any more.</summary>
    public Task<RuleChangeResult> ReplaceAsync(AuditRule previous, AuditRule rule, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(RuleChangeKind.Updated, previous, rule with { Id = previous.Id, Version = previous.Version + 1 }, actor, cancellation);

    /// <summary>Refused when <paramref name="previous"/> is not the latest version any more.</summary>
    public Task<RuleChangeResult> DeleteAsync(AuditRule previous, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(RuleChangeKind.Deleted, previous, current: null, actor, cancellation);

    private async Task<RuleChangeResult> ChangeAsync(
        RuleChangeKind kind, AuditRule? previous, AuditRule? current, Actor actor, CancellationToken cancellation)
    {
        var change = new AuditRuleChange
        {
            ChangeId = Guid.CreateVersion7(time.GetUtcNow()),
            RuleId = (current ?? previous)!.Id,
            Version = (previous?.Version ?? 0) + 1,
            Kind = kind,
            Previous = previous,
            Current = current,
            Actor = actor,
            ChangedAt = time.GetUtcNow(),
        };
        RuleChangeResult result = await store.ChangeAsync(change, cancellation);
        if (result is { Stored: true, Change: { } stored })
        {
            Log.Changed(logger, kind, stored.RuleId, stored.Version, stored.Revision);
            relay.Wake();
            await ApplyAsync(stored);
        }

        return result;
    }

    private async Task ApplyAsync(AuditRuleChange stored)
    {
        try
        {
            // The change is stored, whether or not its maker still waits.
            await refresher.RefreshAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            // Stored is stored: "failed" would be a wrong answer. The refresher puts it in force as soon as it can.
            Log.NotYetInForce(logger, stored.Revision, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2031, Level = LogLevel.Information, Message = "{Kind} rule {RuleId}, now version {Version}, revision {Revision}")]
        public static partial void Changed(ILogger logger, RuleChangeKind kind, Guid ruleId, long version, long revision);

        [LoggerMessage(EventId = 2032, Level = LogLevel.Warning, Message = "Revision {Revision} is stored, and not in force here yet")]
        public static partial void NotYetInForce(ILogger logger, long revision, Exception problem);
    }
}
