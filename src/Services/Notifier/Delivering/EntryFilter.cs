using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>A subscription's filter, ready to be asked. Pure.</summary>
internal sealed class EntryFilter
{
    private readonly SubscriptionFilter _filter;
    private readonly HashSet<string> _resources;
    private readonly HashSet<string> _actions;
    private readonly HashSet<Guid> _rules;
    private readonly HashSet<string> _actors;
    private readonly HashSet<string> _cameras;
    private readonly HashSet<string> _results;
    private readonly HashSet<string> _tenants;
    private readonly HashSet<string> _channels;

    public EntryFilter(SubscriptionFilter filter)
    {
        _filter = filter;
        _resources = Set(filter.Resources, StringComparer.Ordinal);
        _actions = Set(filter.Actions, StringComparer.Ordinal);
        _rules = [.. filter.Rules];
        _actors = Set(filter.Actors, StringComparer.OrdinalIgnoreCase);
        _cameras = Set(filter.Cameras, StringComparer.OrdinalIgnoreCase);
        _results = Set(filter.Results, StringComparer.Ordinal);
        _tenants = Set(filter.Tenants, StringComparer.Ordinal);
        _channels = Set(filter.Channels, StringComparer.Ordinal);
    }

    /// <summary>True when every entry is asked for, also one that cannot be read here.</summary>
    public bool IsOpen =>
        _filter is { Resources.Count: 0, Actions.Count: 0, Rules.Count: 0, Actors.Count: 0, Cameras.Count: 0, Results.Count: 0, Tenants.Count: 0, Channels.Count: 0 };

    public bool Asks(AuditEntry entry) =>
        Holds(_resources, entry.AuditableResource)
        && Holds(_actions, entry.AuditableAction)
        && Holds(_results, entry.Result)
        && Holds(_tenants, entry.Tenant)
        && (_rules.Count == 0 || entry.Rules.Any(rule => _rules.Contains(rule.Id)))
        && (_actors.Count == 0 || Is(_actors, entry.Actor.Id) || Is(_actors, entry.Actor.Name) || Is(_actors, entry.Actor.DisplayName))
        && (_cameras.Count == 0 || entry.Cameras.Any(camera => Is(_cameras, camera.Id) || Is(_cameras, camera.Name)))
        && (_channels.Count == 0 || entry.Outcome.NotificationChannels.Any(_channels.Contains));

    /// <summary>The live rules that asked for the notification, by the subscription's channels.</summary>
    public IReadOnlyList<RuleMatch> AskedBy(AuditEntry entry) =>
        _channels.Count == 0 || entry.Outcome.NotificationChannels.Count == 0
            ? []
            : [.. entry.Rules.Where(rule => rule.Mode == RuleMode.Live && (rule.NotificationChannels ?? []).Any(_channels.Contains))];

    private static HashSet<string> Set(IReadOnlyList<string> values, StringComparer comparer) => new(values, comparer);

    private static bool Holds(HashSet<string> allowed, string value) => allowed.Count == 0 || allowed.Contains(value);

    private static bool Is(HashSet<string> wanted, string? value) => value is not null && wanted.Contains(value);
}
