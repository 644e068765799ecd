namespace Auditor.Notifier.Formats;

/// <summary>A class of the Open Cybersecurity Schema Framework 1.8.0.</summary>
/// <param name="Uid"><c>class_uid</c>: the category's number times 1000 and its own.</param>
/// <param name="Name">Caption.</param>
/// <param name="SchemaName">Its name in addresses of the schema server.</param>
/// <param name="CategoryName">Caption of the category.</param>
internal sealed record OcsfClass(int Uid, string Name, string SchemaName, string CategoryName)
{
    public static readonly OcsfClass BaseEvent = new(0, "Base Event", "base_event", "Uncategorized");
    public static readonly OcsfClass EventLogActivity = new(1_008, "Event Log Activity", "event_log_actvity", "System Activity");
    public static readonly OcsfClass AccountChange = new(3_001, "Account Change", "account_change", "Identity & Access Management");
    public static readonly OcsfClass Authentication = new(3_002, "Authentication", "authentication", "Identity & Access Management");
    public static readonly OcsfClass EntityManagement = new(3_004, "Entity Management", "entity_management", "Identity & Access Management");
    public static readonly OcsfClass ApplicationLifecycle = new(6_002, "Application Lifecycle", "application_lifecycle", "Application Activity");
    public static readonly OcsfClass DatastoreActivity = new(6_005, "Datastore Activity", "datastore_activity", "Application Activity");

    public int CategoryUid => Uid / 1_000;

    /// <summary>It has actor and device only with the profile "host".</summary>
    public bool NeedsHostProfile => this == ApplicationLifecycle || this == BaseEvent;
}
