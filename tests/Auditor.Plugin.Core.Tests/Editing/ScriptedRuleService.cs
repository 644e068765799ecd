using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Core.Tests.Editing;

/// <summary>RuleService in memory, with its versions, that can be away and can be held up.</summary>
internal sealed class ScriptedRuleService : IRuleService
{
    private readonly Dictionary<Guid, List<RuleVersion>> _histories = [];

    public RuleServiceException? Failure { get; set; }

    /// <summary>Answers only when this has ended; what was asked happens before.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The next change is made, and its answer lost.</summary>
    public bool LosesNextAnswer { get; set; }

    public int Changes { get; private set; }

    public AuditRule? Rule(Guid id) => _histories.TryGetValue(id, out List<RuleVersion>? versions) ? versions[^1].Current : null;

    /// <summary>Somebody else saves.</summary>
    public AuditRule Put(AuditRule rule) => Add(rule.Id, rule);

    public async Task<IReadOnlyList<AuditRule>> ListAsync(CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        return [.. _histories.Keys.Select(Rule).OfType<AuditRule>()];
    }

    public async Task<AuditRule> GetAsync(Guid id, CancellationToken cancellation)
    {
        AuditRule? rule = Rule(id);
        await AnswerAsync(cancellation);
        return rule ?? throw Gone(id);
    }

    public async Task<AuditRule> CreateAsync(AuditRule rule, CancellationToken cancellation)
    {
        ThrowIfAway();
        if (_histories.ContainsKey(rule.Id))
        {
            throw Rule(rule.Id) is { } there ? Elsewhere(there) : Gone(rule.Id);
        }

        AuditRule saved = Add(rule.Id, rule)!;
        await AnswerAsync(cancellation);
        return saved;
    }

    public async Task<AuditRule> UpdateAsync(AuditRule rule, long version, CancellationToken cancellation)
    {
        ThrowIfAway();
        AuditRule there = Rule(rule.Id) ?? throw Gone(rule.Id);
        if (there.Version != version)
        {
            throw Elsewhere(there);
        }

        AuditRule saved = Add(rule.Id, rule)!;
        await AnswerAsync(cancellation);
        return saved;
    }

    public async Task DeleteAsync(Guid id, long version, CancellationToken cancellation)
    {
        ThrowIfAway();
        AuditRule there = Rule(id) ?? throw Gone(id);
        if (there.Version != version)
        {
            throw Elsewhere(there);
        }

        Add(id, null);
        await AnswerAsync(cancellation);
    }

    public async Task<IReadOnlyList<RuleVersion>> HistoryAsync(Guid id, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        return _histories.TryGetValue(id, out List<RuleVersion>? versions) ? [.. Enumerable.Reverse(versions)] : throw Gone(id);
    }

    public async Task<string> CatchesAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        return $"Asked about {actor.Id}.";
    }

    private AuditRule Add(Guid id, AuditRule? rule)
    {
        List<RuleVersion> versions = _histories.TryGetValue(id, out List<RuleVersion>? known) ? known : _histories[id] = [];
        AuditRule? current = rule is null ? null : rule with { Version = versions.Count + 1 };
        versions.Add(new RuleVersion
        {
            Version = versions.Count + 1,
            Previous = versions.Count > 0 ? versions[^1].Current : null,
            Current = current,
            Actor = new Actor { Name = "someone" },
            ChangedAt = new DateTimeOffset(2026, 11, 21, 9, versions.Count, 0, TimeSpan.Zero),
        });
        Changes++;
        return current!;
    }

    private async Task AnswerAsync(CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        ThrowIfAway();
        if (LosesNextAnswer)
        {
            LosesNextAnswer = false;
            throw new RuleServiceException(RuleServiceFault.Unreachable, "The answer was lost.");
        }
    }

    private void ThrowIfAway()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private RuleServiceException Gone(Guid id) => _histories.ContainsKey(id)
        ? new RuleServiceException(RuleServiceFault.Deleted, "The rule was deleted in RuleService.")
        : new RuleServiceException(RuleServiceFault.Missing, "RuleService does not know this rule.");

    private static RuleServiceException Elsewhere(AuditRule there) =>
        new(RuleServiceFault.EditedElsewhere, $"Somebody else saved version {there.Version} of this rule meanwhile.") { Current = there };
}
