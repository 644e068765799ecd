using Auditor.Contracts;

namespace Auditor.Wire.Tests;

/// <summary>One full sample of each message: every field has a value, so that the golden files show every field.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>(StringComparer.Ordinal)
    {
        [nameof(ActivityObserved)] = Activity,
        [nameof(ActivityDecided)] = new ActivityDecided
        {
            Activity = Activity,
            Decision = Decision,
            Original = new JsonText("""{"kind":"Newer"}"""),
            PublishedBy = "plugin-hb-ops-2",
            AcceptedAt = Noon.AddSeconds(1),
        },
        [nameof(ConfigurationChanged)] = new ConfigurationChanged
        {
            ChangeId = Id(7),
            Tenant = "harbour",
            AuditableResource = AuditableResources.CameraSettings,
            AuditableAction = AuditableActions.Update,
            ResourceName = "brightness",
            Actor = new Actor { Type = ActorTypes.ApiKey, Name = "provisioning" },
            OccurredAt = Noon,
            Target = new Target { Level = TargetLevels.Group, Name = "Group1", Path = "harbour/Group1" },
            CorrelationId = Id(8),
            AdditionalMetadata = new JsonText("""{"cameraSettingKey":"brightness","schemeName":"SchemeA"}"""),
            PreviousState = new JsonText("""{"value":"60"}"""),
            NewState = new JsonText("""{"value":"75"}"""),
            Result = AuditResults.Denied,
        },
        [nameof(AuditEntryAppended)] = new AuditEntryAppended { Entry = Entry },
        [nameof(OutcomeDelivered)] = new OutcomeDelivered
        {
            DeliveryId = Id(9),
            EntryId = Id(1),
            Tenant = "harbour",
            Deliveries = [new OutcomeDelivery { Text = XProtectEvents.PlaybackEntry, RuleId = Id(5), Error = "event server busy" }],
            DeliveredBy = "Notifier",
            Host = "HB-ES-1",
            DeliveredAt = Noon.AddSeconds(3),
        },
        [nameof(AuditRulesChanged)] = new AuditRulesChanged { Revision = 12, RuleIds = [Id(5)], ChangedAt = Noon },
        [nameof(OperatorPolicyRequested)] = new OperatorPolicyRequested { Actor = Activity.Actor },
        [nameof(OperatorPolicy)] = new OperatorPolicy { Revision = 12, Rules = [Rule], IssuedAt = Noon },
        [nameof(IdentityRequested)] = new IdentityRequested { Kind = CredentialKinds.Key, KeyId = "3f9a1c0b7d2e4f68", SecretHash = new string('a', 64) },
        [nameof(IdentityAnswer)] = new IdentityAnswer
        {
            Identity = Identity,
            Fault = CredentialFaults.Expired,
            Formerly = Identity,
        },
        [nameof(LogRequested)] = new LogRequested { From = 4711 },
        [nameof(LogPage)] = new LogPage
        {
            End = 4713,
            FirstEntryId = Id(3),
            Items =
            [
                new LogItem { Position = 4711, EntryId = Id(1), Entry = new JsonText("""{"auditableAction":"ENTER","entryId":"00000000-0000-0000-0000-000000000001"}""") },
                new LogItem { Position = 4712, EntryId = Id(2) },
            ],
        },
        [nameof(MessageFailed)] = new MessageFailed
        {
            FailureId = Id(10),
            Queue = Queues.Activities,
            BodyBase64 = "bm90IGpzb24=",
            ContentType = "text/plain",
            Problem = "The body is not JSON.",
            FailedAt = Noon,
        },
    };

    public static CallerIdentity Identity => new()
    {
        Type = ActorTypes.ApiKey,
        Id = "3f9a1c0b7d2e4f68",
        Name = "siem",
        DisplayName = "SIEM reader",
        Roles = [AccessRoles.Auditor],
        ExpiresAt = Noon.AddDays(90),
    };

    public static ActivityObserved Activity => new()
    {
        ActivityId = Id(1),
        Kind = ActivityKinds.PlaybackAction,
        ClientSessionId = Id(2),
        SequenceNumber = 3,
        CorrelationId = Id(3),
        ObservedAt = Noon.AddTicks(1234567),
        UtcOffsetMinutes = 60,
        TimeZone = "Europe/Copenhagen",
        Actor = new Actor
        {
            Id = "S-1-5-21-1-2-3-1103",
            Name = "HARBOUR\\mkoch",
            DisplayName = "Martina Koch",
            Account = "windows",
            Roles = [new RoleRef { Id = "r-1", Name = "Operators" }],
            Workstation = "HB-OPS-2",
            Session = Id(2),
        },
        Site = new SiteRef { Id = "site-1", Name = "Harbour" },
        Tenant = "harbour",
        Window = "main",
        Cameras = [new CameraRef { Id = "cam-1", Name = "Quay 3 north", Groups = ["Quay"] }],
        Recording = new RecordingInterval { From = Noon.AddHours(-2), To = Noon.AddHours(-1) },
        Playback = new PlaybackDetail { Verb = PlaybackVerbs.PlayStop, At = Noon.AddHours(-1), Speed = -4.5 },
        Export = new ExportDetail
        {
            Recordings = [new ExportedRecording { Camera = new CameraRef { Id = "cam-1", Name = "Quay 3 north" }, From = Noon.AddHours(-2), To = Noon.AddHours(-1) }],
            Destination = "USB: police",
            Formats = ["Database"],
            Encrypted = true,
            Error = "disk full",
        },
        About = ActivityKinds.PlaybackEntered,
        Reason = new Reason { Picked = "Theft", Notes = "container 4711", CaseNumber = "2026-118" },
        Prompted = true,
        Client = new ClientHealth { SpoolDepth = 4, ClockOffsetMilliseconds = -12 },
        PluginVersion = "1.0.0",
        PolicyRevision = 12,
    };

    private static AuditRule Rule => new()
    {
        Id = Id(5),
        Name = "Operators say why",
        Version = 2,
        Mode = RuleMode.Shadow,
        Whom = new Whom
        {
            Users = [new UserRef { Sid = "S-1-5-21-1-2-3-1103", Name = "mkoch" }],
            Roles = [new RoleRef { Id = "r-1", Name = "Operators" }],
            ExcludedUsers = [new UserRef { Name = "admin" }],
            ExcludedRoles = [new RoleRef { Name = "Shift leads" }],
        },
        Cameras = new CameraScope
        {
            Specified = true,
            Cameras = [new CameraRef { Id = "cam-1", Name = "Quay 3 north" }],
            Groups = [new CameraGroupRef { Id = "Quay", Name = "Quay" }],
        },
        Playback = new Demand { Prompt = true, Trigger = true },
        PredefinedReasons = [new PredefinedReason { Text = "Theft", Activities = [ActivityType.Playback, ActivityType.IndependentPlayback] }],
        ReasonPolicy = new ReasonPolicy { FreeTextRequired = true, MinimumLength = 5, CaseNumberPattern = "[0-9]+", AnswerValidMinutes = 10, WhenPolicyUnknown = PolicyUnknown.FailClosed },
        Conditions = new RuleConditions
        {
            Schedule = new Schedule { TimeZone = "Europe/Copenhagen", Outside = true, Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday], From = "07:00", To = "18:00" }] },
            FootageOlderThanMinutes = 60,
            ExportLongerThanMinutes = 30,
        },
        NotificationChannels = ["works-council"],
    };

    private static Decision Decision => new()
    {
        Revision = 12,
        Matches = [new RuleMatch { Id = Id(5), Name = "Operators say why", Version = 2, Mode = RuleMode.Live }],
        Prompt = new Prompt
        {
            Activity = ActivityType.Playback,
            PredefinedReasons = ["Theft"],
            Policy = new ReasonPolicy { MinimumLength = 5 },
            CaseNumberPatterns = ["[0-9]+"],
            Rules = [Id(5)],
        },
        Outcome = Outcome,
    };

    private static Outcome Outcome => new()
    {
        MilestoneLog = true,
        Events = [new OutcomeEvent { Name = XProtectEvents.PlaybackAction, RuleId = Id(5), RuleName = "Operators say why" }],
        NotificationChannels = ["works-council"],
    };

    private static AuditEntry Entry => new()
    {
        EntryId = Id(1),
        Tenant = "harbour",
        AuditableResource = AuditableResources.Playback,
        AuditableAction = AuditableActions.Act,
        ResourceName = "Quay 3 north",
        Actor = Activity.Actor,
        PublishedBy = "plugin-hb-ops-2",
        OccurredAt = Noon,
        AcceptedAt = Noon.AddSeconds(1),
        AppendedAt = Noon.AddSeconds(2),
        Target = new Target { Level = TargetLevels.Endpoint, Name = "Quay 3 north", Path = "harbour/Harbour/Quay 3 north" },
        Cameras = Activity.Cameras,
        Recording = Activity.Recording,
        CorrelationId = Id(3),
        AdditionalMetadata = new JsonText("""{"kind":"PlaybackAction"}"""),
        PreviousState = new JsonText("""{"value":"60"}"""),
        NewState = new JsonText("""{"value":"75"}"""),
        Reason = "Theft - container 4711",
        Rules = Decision.Matches,
        Outcome = Outcome,
        Result = AuditResults.Succeeded,
        Position = 41,
    };

    private static Guid Id(int number) => Guid.Parse($"0199c3a2-5b1e-7c44-9a6f-{number:d12}");
}
