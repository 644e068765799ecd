using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// Saves a rule in both its places. The item comes first, so that an administrator's work is safe while RuleService is away; it says of
/// itself that RuleService does not have it, until RuleService has. Belongs to the thread of the screens.
/// </summary>
public sealed class RuleSaver(IRuleService service, IRuleItemStore items, IPolicyUnknownStore unknown, IPluginLog log)
{
    /// <summary>What an item says while RuleService is asked.</summary>
    public const string Sending = "RuleService has not answered yet.";

    private readonly Dictionary<Guid, long> _latest = [];

    public IRuleService Service { get; } = service;

    public IRuleItemStore Items { get; } = items;

    /// <summary>What a client does that never fetched a policy: the strictest of all enabled rules.</summary>
    public static PolicyUnknown Strictest(IEnumerable<RuleItem> rules) =>
        rules.Any(item => item.Rule is { Enabled: true, ReasonPolicy.WhenPolicyUnknown: PolicyUnknown.FailClosed }) ? PolicyUnknown.FailClosed : PolicyUnknown.FailOpen;

    /// <summary>Saves the item, marked as not being in RuleService.</summary>
    /// <exception cref="RuleItemException">XProtect does not take it.</exception>
    public RuleItem SaveItem(RuleItem item, string? notSaved = Sending)
    {
        RuleItem marked = item with { NotSaved = notSaved };
        Items.Save(marked);
        if (notSaved is null)
        {
            SaveUnknown();
        }

        return marked;
    }

    /// <summary>Takes the rule to RuleService, by the version that it was made from.</summary>
    /// <returns>The item as it should be saved now; it is not saved yet.</returns>
    /// <exception cref="RuleServiceException">RuleService does not have it; the item says why from now on.</exception>
    public async Task<RuleItem> PushAsync(RuleItem item, CancellationToken cancellation)
    {
        // Of two saves in a row the second was made from what the first became.
        long version = _latest.TryGetValue(item.Id, out long latest) ? Math.Max(latest, item.Version) : item.Version;
        try
        {
            AuditRule rule = item.Rule with { Id = item.Id };
            AuditRule saved = version == 0
                ? await Service.CreateAsync(rule, cancellation)
                : await Service.UpdateAsync(rule, version, cancellation);
            _latest[item.Id] = saved.Version;
            return RuleItem.Of(saved);
        }
        catch (RuleServiceException problem)
        {
            Mark(item with { NotSaved = problem.Message });
            throw;
        }
    }

    /// <summary>Deletes in both places. A rule that RuleService keeps goes on asking, so its item comes back.</summary>
    /// <exception cref="RuleServiceException">RuleService did not; the item is there again.</exception>
    /// <exception cref="RuleItemException">XProtect did not; nothing was deleted.</exception>
    public async Task DeleteAsync(RuleItem item, CancellationToken cancellation)
    {
        Items.Delete(item.Id);
        try
        {
            if (item.Version > 0)
            {
                await Service.DeleteAsync(item.Id, item.Version, cancellation);
            }
        }
        catch (RuleServiceException gone) when (gone.Fault is RuleServiceFault.Deleted or RuleServiceFault.Missing)
        {
        }
        catch (RuleServiceException)
        {
            Mark(item);
            throw;
        }

        try
        {
            SaveUnknown();
        }
        catch (RuleItemException problem)
        {
            // The rule is gone all the same. What stays behind is too strict, until the next rule is saved.
            log.Error(nameof(RuleSaver), "What holds without a policy could not be saved after a rule was deleted.", problem);
        }
    }

    private void Mark(RuleItem item)
    {
        try
        {
            Items.Save(item);
        }
        catch (RuleItemException problem)
        {
            log.Error(nameof(RuleSaver), "An item could not be saved beside RuleService's refusal.", problem);
        }
    }

    private void SaveUnknown() => unknown.Save(Strictest(Items.List()));
}
