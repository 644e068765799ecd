using Auditor.Contracts;

namespace Auditor.AuditWriter.Catalogue;

/// <summary>
/// What Auditor records by itself: the operators' activities, and everything that is done to Auditor. None of it can be
/// reported as a change by a stranger, who could else put a reason into an operator's mouth.
/// </summary>
internal static class OwnResources
{
    private static readonly CatalogueField ClientSessionId = new("clientSessionId", Required: true, FieldType.Uuid, "The client session");

    /// <summary>The whole activity, in its wire form.</summary>
    private static readonly CatalogueField[] Activity =
    [
        new("activityId", Required: true, FieldType.Uuid, "Id of the activity, and of the entry"),
        new("kind", Required: true, FieldType.Text, "Kind of activity"),
        ClientSessionId,
        new("sequenceNumber", Required: true, FieldType.Number, "Its number within the client session"),
        new("observedAt", Required: true, FieldType.Time, "When it happened by the workstation's clock"),
        new("actor", Required: true, FieldType.Object, "Who did it"),
        new("site", Required: true, FieldType.Object, "The XProtect site"),
        Optional("version", FieldType.Number, "Version of the activity's shape"),
        Optional("correlationId", FieldType.Uuid, "Ties it to the activity that it belongs to"),
        Optional("utcOffsetMinutes", FieldType.Number, "The workstation's offset from UTC"),
        Optional("timeZone", FieldType.Text, "The workstation's time zone"),
        Optional("tenant", FieldType.Text, "The tenant of the site"),
        Optional("window", FieldType.Text, "The window"),
        Optional("cameras", FieldType.List, "The cameras in view"),
        Optional("recording", FieldType.Object, "The recordings concerned"),
        Optional("playback", FieldType.Object, "Details of a playback action"),
        Optional("export", FieldType.Object, "Details of an export"),
        Optional("about", FieldType.Text, "Of a reason: the kind of the activity that asked for it"),
        Optional("reason", FieldType.Object, "The operator's reason"),
        Optional("prompted", FieldType.Boolean, "Whether the client asks for a reason"),
        Optional("client", FieldType.Object, "State of the client"),
        Optional("pluginVersion", FieldType.Text, "Version of the plugin"),
        Optional("policyRevision", FieldType.Number, "Revision of the operator policy"),
    ];

    private static readonly CatalogueField[] Delivery =
    [
        new("deliveryId", Required: true, FieldType.Uuid, "Id of the report, and of the entry"),
        new("entryId", Required: true, FieldType.Uuid, "The entry whose outcome it was"),
        new("deliveries", Required: true, FieldType.List, "Each line written, each event fired and each notification sent, or not"),
        new("deliveredAt", Required: true, FieldType.Time, "When it was delivered"),
        Optional("version", FieldType.Number, "Version of the report's shape"),
        Optional("tenant", FieldType.Text, "The tenant of the entry"),
        Optional("host", FieldType.Text, "The machine that delivered"),
        Optional("deliveredBy", FieldType.Text, "The service that delivered; Event Server when absent"),
    ];

    private static readonly CatalogueField[] RuleChange =
    [
        new("ruleId", Required: true, FieldType.Uuid, "The audit rule"),
        new("version", Required: true, FieldType.Number, "The rule's version after the change"),
        new("revision", Required: true, FieldType.Number, "The rule book's revision after the change"),
    ];

    private static readonly CatalogueField[] SubscriptionChange =
    [
        new("subscriptionId", Required: true, FieldType.Uuid, "The subscription"),
        new("version", Required: true, FieldType.Number, "The subscription's version after the change"),
        new("revision", Required: true, FieldType.Number, "Notifier's revision after the change"),
        Optional("why", FieldType.Text, "What the destination said, when it is given up; why an entry is passed over"),
        Optional("position", FieldType.Number, "The log position that waits, or that is passed over"),
        Optional("failingSince", FieldType.Time, "When the destination took its last entry or was first tried"),
    ];

    private static readonly CatalogueField[] Stray =
    [
        new("entryId", Required: true, FieldType.Uuid, "Id of the refused entry"),
        new("sha256", Required: true, FieldType.Text, "SHA-256 of its bytes"),
        new("problem", Required: true, FieldType.Text, "Why it was refused"),
    ];

    private static readonly CatalogueField[] RetentionDecision =
    [
        new("revision", Required: true, FieldType.Number, "Revision of the decisions about retention"),
    ];

    private static readonly CatalogueField[] Erasure =
    [
        Optional("positions", FieldType.List, "Ranges of positions whose entries are erased, both ends included; absent for failed appends"),
        new("count", Required: true, FieldType.Number, "How many entries or failed appends"),
        new("class", Required: true, FieldType.Text, "Class of the retention policy"),
        Optional("resource", FieldType.Text, "Resource of the entries"),
        new("policyRevision", Required: true, FieldType.Number, "Revision of the retention policies"),
        new("ceiling", Required: true, FieldType.Object, "The ceiling by which"),
        new("asOf", Required: true, FieldType.Time, "What was past the ceiling at this moment"),
        new("runId", Required: true, FieldType.Uuid, "The retention run"),
        new("reason", Required: true, FieldType.Text, "Why, in words"),
    ];

    private static readonly CatalogueField[] Kept =
    [
        new("declaration", Required: true, FieldType.Uuid, "The entry that had declared them erased"),
        new("positions", Required: true, FieldType.List, "Ranges of positions that were left, both ends included"),
        new("holds", Required: true, FieldType.List, "The holds that keep any of them"),
        Optional("unsealed", FieldType.List, "Ranges of positions whose entries somebody changed in the store"),
    ];

    private static readonly CatalogueField[] Session =
    [
        ClientSessionId,
        Optional("workstation", FieldType.Text, "Its machine"),
        new("user", Required: true, FieldType.Text, "Who last did something in it"),
    ];

    private static readonly CatalogueField[] Gap =
    [
        .. Session,
        new("from", Required: true, FieldType.Number, "First sequence number of the gap"),
        new("to", Required: true, FieldType.Number, "Last sequence number of the gap"),
        new("missing", Required: true, FieldType.Number, "How many of these numbers were missing when it was declared"),
        Optional("lastSeenBefore", FieldType.Time, "When the activity before the gap happened, by the workstation's clock"),
        new("firstSeenAfter", Required: true, FieldType.Time, "When the activity after the gap happened, by the workstation's clock"),
        new("missedAt", Required: true, FieldType.Time, "When the entry was appended that showed it"),
        Optional("givenUp", FieldType.Boolean, "The session had too many holes: these are not waited for any more"),
        Optional("ranges", FieldType.List, "What is missing, at most 100 ranges"),
    ];

    private static readonly CatalogueField[] Filling =
    [
        .. Session,
        new("gapEntryId", Required: true, FieldType.Uuid, "The entry that declared the gap"),
        new("from", Required: true, FieldType.Number, "First sequence number of the gap"),
        new("to", Required: true, FieldType.Number, "Last sequence number of the gap"),
        new("stillMissing", Required: true, FieldType.Number, "How many numbers are still missing; 0: the gap is filled"),
        new("ranges", Required: true, FieldType.List, "What is missing, at most 100 ranges"),
    ];

    private static readonly CatalogueField[] Silence =
    [
        .. Session,
        new("lastSeen", Required: true, FieldType.Time, "When its last entry was appended"),
        Optional("lastHeartbeat", FieldType.Time, "When its last heartbeat was appended"),
        new("highest", Required: true, FieldType.Number, "Its highest sequence number"),
        Optional("spoolDepth", FieldType.Number, "Activities on the workstation's disk, as it last said"),
    ];

    private static readonly CatalogueField[] Return =
    [
        .. Session,
        new("silentEntryId", Required: true, FieldType.Uuid, "The entry that called it silent"),
        new("lastSeenBefore", Required: true, FieldType.Time, "When the last entry before the silence was appended"),
    ];

    public static IReadOnlyList<CatalogueResource> All { get; } =
    [
        Own(
            AuditableResources.Playback,
            "Watching recordings",
            ReportedBy.Plugin,
            new(AuditableActions.Enter, "An operator enters playback", Activity),
            new(AuditableActions.Leave, "An operator leaves playback", Activity),
            new(AuditableActions.Act, "An operator plays, stops, or goes to a time or sequence", Activity)),
        Own(
            AuditableResources.Export,
            "Taking recordings away",
            ReportedBy.Plugin,
            new(AuditableActions.Enter, "An operator enters export", Activity),
            new(AuditableActions.Leave, "An operator leaves export", Activity),
            new(AuditableActions.Start, "An export starts", Activity),
            new(AuditableActions.Complete, "An export is complete", Activity),
            new(AuditableActions.Cancel, "An export is cancelled", Activity),
            new(AuditableActions.Fail, "An export fails", Activity)),
        Own(
            AuditableResources.IndependentPlayback,
            "Watching the recordings of one camera beside the others",
            ReportedBy.Plugin,
            new(AuditableActions.Enable, "An operator enables independent playback of a camera", Activity),
            new(AuditableActions.Disable, "An operator disables it", Activity),
            new(AuditableActions.Act, "An operator plays, stops, or goes to a time or sequence", Activity)),
        Own(
            AuditableResources.Reason,
            "An operator's justification",
            ReportedBy.Plugin,
            new(AuditableActions.Give, "An operator gives a reason", Activity),
            new(AuditableActions.Decline, "An operator declines to give one", Activity),
            new(AuditableActions.Expire, "The prompt ends without an answer", Activity)),
        Own(
            AuditableResources.Client,
            "A client session",
            ReportedBy.Plugin,
            new(AuditableActions.Start, "A client starts", Activity),
            new(AuditableActions.Stop, "A client stops", Activity),
            new(AuditableActions.Heartbeat, "A client says that it is there", Activity),
            new(AuditableActions.Gap, "Activities of a client session are missing", Gap, ReportedBy.Auditor),
            new(AuditableActions.Fill, "Missing activities have come after all", Filling, ReportedBy.Auditor),
            new(AuditableActions.Silent, "A client fell silent without saying goodbye", Silence, ReportedBy.Auditor),
            new(AuditableActions.Resume, "A client that was silent is heard again", Return, ReportedBy.Auditor)),
        Own(
            AuditableResources.Outcome,
            "What an entry demanded of Event Server and Notifier",
            ReportedBy.Plugin,
            new(AuditableActions.Deliver, "Everything was written and fired", Delivery),
            new(AuditableActions.Fail, "Something of it could not be written or fired", Delivery)),
        Own(
            AuditableResources.AuditRule,
            "An audit rule; reported by RuleService",
            ReportedBy.Auditor,
            new(AuditableActions.Create, "A rule is made", RuleChange),
            new(AuditableActions.Update, "A rule is changed", RuleChange),
            new(AuditableActions.Delete, "A rule is deleted", RuleChange)) with { AcceptedOver = [ChangeWay.Bus] },
        Own(
            AuditableResources.Subscription,
            "A notification channel's subscription; reported by Notifier",
            ReportedBy.Auditor,
            new(AuditableActions.Create, "A subscription is made", SubscriptionChange),
            new(AuditableActions.Update, "A subscription is changed", SubscriptionChange),
            new(AuditableActions.Delete, "A subscription is deleted", SubscriptionChange),
            new(AuditableActions.Disable, "Notifier gives a destination up; what waits for it stays", SubscriptionChange),
            new(AuditableActions.Skip, "One entry is passed over, so that those behind it get through", SubscriptionChange)) with { AcceptedOver = [ChangeWay.Bus] },
        Own(
            AuditableResources.AuditLog,
            "The audit log itself",
            ReportedBy.Auditor,
            new(AuditableActions.Read, "Somebody reads the log", LogFields.Reading),
            new(AuditableActions.Export, "Somebody exports the log", LogFields.Exporting),
            new(AuditableActions.Verify, "Somebody verifies the log", LogFields.Verifying),
            new(AuditableActions.Update, "The retention policies are changed", RetentionDecision),
            new(AuditableActions.Erase, "Entries are declared erased, before they are", Erasure),
            new(AuditableActions.Keep, "Entries that were declared erased are left after all", Kept),
            new(AuditableActions.Hold, "A legal hold is placed", RetentionDecision),
            new(AuditableActions.Release, "A legal hold is released", RetentionDecision),
            new(AuditableActions.Refuse, "An entry without a writer's seal is refused", Stray)),
        Own(
            AuditableResources.ApiKey,
            "An API key",
            ReportedBy.Auditor,
            new(AuditableActions.Create, "A key is made", []),
            new(AuditableActions.Revoke, "A key is revoked", [])),
        Own(
            AuditableResources.Account,
            "A local account",
            ReportedBy.Auditor,
            new(AuditableActions.Create, "An account is made", []),
            new(AuditableActions.Update, "An account's names or roles are changed", []),
            new(AuditableActions.SetPassword, "An account's password is set", []),
            new(AuditableActions.Enable, "An account is enabled again", []),
            new(AuditableActions.Disable, "An account is disabled", []),
            new(AuditableActions.SignOut, "All sessions of an account are ended", [])),
        Own(
            AuditableResources.Access,
            "The way into Auditor; what the other services refuse, they report",
            ReportedBy.Auditor,
            new(AuditableActions.Create, "A sign-in link is made", [], AcceptedOver: []),
            new(AuditableActions.SignIn, "Somebody signs in, or tries to", LogFields.MaybeCall, AcceptedOver: []),
            new(AuditableActions.SignOut, "Somebody signs out", [], AcceptedOver: []),
            new(AuditableActions.Refuse, "Somebody is refused", LogFields.Call)) with { AcceptedOver = [ChangeWay.Bus] },
        Own(
            AuditableResources.Unrecognized,
            "An activity of a kind or version that this build does not know; its metadata is the activity as it came",
            ReportedBy.Plugin,
            new CatalogueAction(AuditableActions.Receive, "Such an activity is recorded", [])),
    ];

    private static CatalogueResource Own(string name, string description, ReportedBy reportedBy, params CatalogueAction[] actions) =>
        new(name, description, reportedBy, [], actions);

    private static CatalogueField Optional(string name, FieldType type, string description) => new(name, Required: false, type, description);
}
