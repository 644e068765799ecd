using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Catalogue;
using Auditor.AuditWriter.Entries;
using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.RuleService.Changes;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests;

/// <summary>The catalogue is whole, says what the code does, and is what its page says.</summary>
public sealed class CatalogueTests
{
    private const string PageVariable = "AUDITOR_WRITE_CATALOGUE";

    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Kinds => [.. ActivityKinds.All, "DroneLaunched"];

    [Fact]
    public void The_page_is_what_the_catalogue_gives()
    {
        string written = CataloguePage.Write();
        if (Environment.GetEnvironmentVariable(PageVariable) is { Length: > 0 } file)
        {
            File.WriteAllText(file, written);
        }

        string page = Path.Combine(RepositoryRoot(), "docs", "catalogue.md");
        string kept = File.Exists(page) ? File.ReadAllText(page).ReplaceLineEndings("\n") : "";
        Assert.True(kept == written, $"docs/catalogue.md is not what the catalogue gives. Run this test with {PageVariable}={page} and review the difference.");
    }

    [Fact]
    public void Every_resource_and_action_of_the_contracts_is_in_the_catalogue_and_nothing_else()
    {
        Assert.Equal(AuditableResources.All.Order(StringComparer.Ordinal), AuditCatalogue.Resources.Select(resource => resource.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            Constants(typeof(AuditableActions)),
            AuditCatalogue.Resources.SelectMany(resource => resource.Actions).Select(action => action.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(AuditableActions)), AuditableActions.All.Order(StringComparer.Ordinal));
        Assert.Equal(Constants(typeof(AuditableResources)), AuditableResources.All.Order(StringComparer.Ordinal));
        Assert.All(AuditCatalogue.Resources, resource => Assert.Equal(resource.Actions.Count, resource.Actions.DistinctBy(action => action.Name).Count()));
    }

    [Fact]
    public void Only_the_four_of_the_scheme_log_may_be_reported_by_anyone()
    {
        Assert.Equal(["SCHEME", "CAMERA_SETTINGS", "TRIGGER", "FIRMWARE"], AuditCatalogue.AcceptedOver(ChangeWay.Http));
        Assert.Equal(["SCHEME", "CAMERA_SETTINGS", "TRIGGER", "FIRMWARE", "AUDIT_RULE", "SUBSCRIPTION", "ACCESS"], AuditCatalogue.AcceptedOver(ChangeWay.Bus));
        Assert.All(AuditCatalogue.Resources, resource => Assert.Equal(resource.AcceptedOver.Contains(ChangeWay.Http), resource.ReportedBy == ReportedBy.Anyone));
    }

    [Theory]
    [InlineData("SCHEME", "CREATE,DEPLOY,UNDEPLOY")]
    [InlineData("CAMERA_SETTINGS", "ADD,UPDATE,REMOVE")]
    [InlineData("TRIGGER", "ADD,REMOVE")]
    [InlineData("FIRMWARE", "ADD,REMOVE")]
    public void The_scheme_log_s_resources_have_its_actions(string resource, string actions) =>
        Assert.Equal(actions, string.Join(',', AuditCatalogue.Find(resource)!.Actions.Select(action => action.Name)));

    [Theory]
    [InlineData("SCHEME", "CREATE", "")]
    [InlineData("SCHEME", "DEPLOY", "targetLevel,targetLevelName,schemeName")]
    [InlineData("SCHEME", "UNDEPLOY", "targetLevel,targetLevelName,schemeName")]
    [InlineData("CAMERA_SETTINGS", "ADD", "cameraSettingKey,schemeName")]
    [InlineData("CAMERA_SETTINGS", "UPDATE", "cameraSettingKey,schemeName")]
    [InlineData("CAMERA_SETTINGS", "REMOVE", "cameraSettingKey,schemeName")]
    [InlineData("TRIGGER", "ADD", "triggerName,triggerCategoryName,schemeName")]
    [InlineData("TRIGGER", "REMOVE", "triggerName,triggerCategoryName,schemeName")]
    [InlineData("FIRMWARE", "ADD", "firmwareName,schemeName")]
    [InlineData("FIRMWARE", "REMOVE", "firmwareName,schemeName")]
    public void The_scheme_log_s_details_are_required(string resource, string action, string required) =>
        Assert.Equal(
            required,
            string.Join(',', AuditCatalogue.Find(resource)!.Find(action)!.Metadata.Where(field => field.Required).Select(field => field.Name)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_activity_s_entry_is_in_the_catalogue_with_what_it_carries(string kind)
    {
        ActivityObserved plain = new()
        {
            ActivityId = Guid.CreateVersion7(),
            Kind = kind,
            ClientSessionId = Guid.CreateVersion7(),
            SequenceNumber = 1,
            ObservedAt = Noon,
            Actor = new Actor { Name = "admin" },
            Site = new SiteRef { Name = "Harbour" },
        };
        ActivityObserved full = plain with
        {
            CorrelationId = Guid.CreateVersion7(),
            UtcOffsetMinutes = 60,
            TimeZone = "Europe/Berlin",
            Tenant = "harbour",
            Window = "Main",
            Cameras = [new CameraRef { Id = "1", Name = "Quay" }],
            Recording = new RecordingInterval { From = Noon },
            Playback = new PlaybackDetail(),
            Export = new ExportDetail(),
            About = ActivityKinds.ExportEntered,
            Reason = new Reason { Notes = "why" },
            Prompted = true,
            Client = new ClientHealth(),
            PluginVersion = "1.0",
            PolicyRevision = 3,
        };

        JsonText original = ActivityKinds.All.Contains(kind) ? default : new JsonText("{}");
        AssertInCatalogue(EntryOfActivity.Create(new ActivityDecided { Activity = plain, Original = original, AcceptedAt = Noon }), whole: false);
        AssertInCatalogue(EntryOfActivity.Create(new ActivityDecided { Activity = full, Original = original, AcceptedAt = Noon }), whole: original.IsNull);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("busy")]
    public void Every_outcome_s_entry_is_in_the_catalogue_with_what_it_carries(string? error) =>
        AssertInCatalogue(
            EntryOfOutcome.Create(
                new OutcomeDelivered
                {
                    DeliveryId = Guid.CreateVersion7(),
                    EntryId = Guid.CreateVersion7(),
                    Tenant = "harbour",
                    Host = "HB-ES-1",
                    DeliveredBy = "Notifier",
                    Deliveries = [new OutcomeDelivery { Text = "a", Error = error }],
                    DeliveredAt = Noon,
                },
                Noon),
            whole: true);

    [Theory]
    [InlineData(RuleChangeKind.Created)]
    [InlineData(RuleChangeKind.Updated)]
    [InlineData(RuleChangeKind.Deleted)]
    public void Every_change_of_a_rule_is_in_the_catalogue_and_accepted_over_the_bus(RuleChangeKind kind)
    {
        var rule = new AuditRule { Id = Guid.CreateVersion7(), Name = "Staff areas", Version = 2 };
        ConfigurationChanged change = RuleChangeMessages.ToConfigurationChanged(new AuditRuleChange
        {
            ChangeId = Guid.CreateVersion7(),
            RuleId = rule.Id,
            Version = 2,
            Revision = 9,
            Kind = kind,
            Previous = kind == RuleChangeKind.Created ? null : rule,
            Current = kind == RuleChangeKind.Deleted ? null : rule,
            Actor = new Actor { Name = "admin" },
            ChangedAt = Noon,
        });

        AuditEntry entry = EntryOfChange.Create(change, Noon);

        AssertInCatalogue(entry, whole: true);
        Assert.Equal(change.NewState, entry.NewState);
        Assert.Equal(change.Target, entry.Target);
    }

    [Fact]
    public void The_report_of_a_stray_entry_is_in_the_catalogue_with_what_it_carries() =>
        AssertInCatalogue(StrayEntryReport.Of(new UnsequencedEntry(Guid.CreateVersion7(), "{}"u8.ToArray(), default), Noon), whole: true);

    [Fact]
    public async Task The_catalogue_is_served_whole()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        JsonNode answer = JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/catalogue"))!;

        JsonArray resources = answer["resources"]!.AsArray();
        Assert.Equal(AuditCatalogue.Resources.Count, resources.Count);
        JsonNode deploy = resources[0]!["actions"]![1]!;
        Assert.Equal("DEPLOY", deploy["name"]!.GetValue<string>());
        Assert.Equal(
            """{"name":"targetLevel","required":true,"type":"text","description":"Level of deployment","allowed":["TENANT","GROUP","ENDPOINT"]}""",
            deploy["metadata"]![0]!.ToJsonString());
        Assert.Equal("""["bus","http"]""", resources[0]!["acceptedOver"]!.ToJsonString());
        Assert.Equal("anyone", resources[0]!["reportedBy"]!.GetValue<string>());
    }

    private static void AssertInCatalogue(AuditEntry entry, bool whole)
    {
        CatalogueResource resource = AuditCatalogue.Find(entry.AuditableResource)!;
        CatalogueAction action = resource.Find(entry.AuditableAction)!;
        JsonElement metadata = JsonElement.Parse(entry.AdditionalMetadata.ToString());
        Assert.Empty(MetadataCheck.Check(resource, action, metadata));
        if (action.Metadata.Count > 0)
        {
            string[] carried = [.. metadata.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)];
            string[] listed = [.. action.Metadata.Select(field => field.Name).Order(StringComparer.Ordinal)];
            Assert.Empty(carried.Except(listed));
            Assert.True(!whole || carried.SequenceEqual(listed), $"{string.Join(',', listed.Except(carried))} of {resource.Name} {action.Name} is never carried.");
        }
    }

    private static IEnumerable<string> Constants(Type words) =>
        words.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
