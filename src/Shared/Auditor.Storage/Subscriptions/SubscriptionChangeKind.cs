namespace Auditor.Storage;

/// <summary>What happened to a subscription.</summary>
public enum SubscriptionChangeKind
{
    Created,
    Updated,
    Deleted,

    /// <summary>Notifier gave its destination up and disabled it.</summary>
    Disabled,

    /// <summary>One entry is passed over.</summary>
    Skipped,
}
