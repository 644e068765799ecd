namespace Auditor.Storage;

/// <summary>What became of a change given to <see cref="ISubscriptionStore.ChangeAsync"/>.</summary>
/// <param name="Stored">True when the change is in the store, now or from an earlier try.</param>
/// <param name="Change">The change as stored; or, when refused, the subscription's latest change, or null when there is no such subscription.</param>
/// <param name="NameTakenBy">Refused because this other subscription has the name.</param>
public sealed record SubscriptionChangeResult(bool Stored, SubscriptionChange? Change, Guid? NameTakenBy = null);
