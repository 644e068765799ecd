using System.Text.Json;
using Auditor.AuditWriter.Catalogue;
using Auditor.AuditWriter.Changes;
using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests;

/// <summary>Which changes become entries, and how what they say is read.</summary>
public sealed class ChangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The examples of the scheme audit log's description, their strings made JSON.</summary>
    public static TheoryData<string, string, string, string> Examples => new()
    {
        {
            """
            {"auditableResource":"SCHEME","auditableAction":"DEPLOY","resourceName":"SchemeA",
             "additionalMetadata":"{\n\"tenantName\": \"TenantA\",\n\"targetLevel\": \"GROUP\",\n\"targetLevelName\": \"Group1\",\n\"schemeName\": \"SchemeA\"\n}"}
            """,
            "SchemeA", "GROUP", "TenantA/Group1"
        },
        {
            """
            {"auditableResource":"CAMERA_SETTINGS","auditableAction":"UPDATE","resourceName":"brightness",
             "additionalMetadata":"{\"tenantName\": \"TenantA\", \"schemeName\": \"SchemeA\", \"cameraSettingKey\": \"brightness\"}",
             "previousState":"{\"value\": \"60\"}","newState":"{\"value\": \"75\"}"}
            """,
            "brightness", "TENANT", "TenantA"
        },
        {
            """
            {"auditableResource":"TRIGGER","auditableAction":"ADD","resourceName":"SchemeA",
             "additionalMetadata":"{\"tenantName\": \"TenantA\", \"schemeName\": \"SchemeA\", \"triggerName\": \"TriggerX\", \"triggerCategoryName\": \"Tailgating\"}"}
            """,
            "SchemeA", "TENANT", "TenantA"
        },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_scheme_log_becomes_an_entry(string example, string name, string level, string path)
    {
        ConfigurationChanged change = WireFormat.Deserialize<ConfigurationChanged>(example) with { ChangeId = Guid.CreateVersion7(), OccurredAt = Noon, Actor = new Actor { Name = "admin" } };

        AuditEntry entry = EntryOfChange.Create(change, Noon);

        Assert.Equal((name, "TenantA", level, path), (entry.ResourceName, entry.Tenant, entry.Target.Level, entry.Target.Path));
        Assert.Equal("TenantA", JsonElement.Parse(entry.AdditionalMetadata.Text!).GetProperty("tenantName").GetString());
        Assert.DoesNotContain('\n', entry.AdditionalMetadata.Text!);
        Assert.Equal(WireFormat.SerializeToText(entry), WireFormat.SerializeToText(EntryOfChange.Create(change with { ResourceName = "" }, Noon)));
    }

    [Fact]
    public void Names_without_end_are_refused()
    {
        string endless = new('n', 5000);
        ConfigurationChanged change = Change() with
        {
            Actor = new Actor { Name = endless, Id = endless, Roles = [.. Enumerable.Repeat(new RoleRef { Name = "r" }, 101)] },
            Target = new Target { Level = TargetLevels.Tenant, Name = endless, Path = endless },
        };

        RefusedFactException refused = Assert.Throws<RefusedFactException>(() => EntryOfChange.Create(change, Noon));

        Assert.All(["actor.name", "actor.id", "actor.roles", "target.name", "target.path"], field => Assert.Contains($"'{field}' has ", refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"a":"1.10","b":[1,2.5,1e3,null,true]}""")]
    [InlineData("""["x",{"y":"{\"z\":1}"}]""")]
    [InlineData("\"1.10\"")]
    [InlineData("\"true\"")]
    [InlineData("\"{ no JSON\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\\"{}\\\"\"")]
    [InlineData("75")]
    [InlineData("false")]
    [InlineData("null")]
    public void What_went_in_structured_and_out_as_strings_comes_back_in_as_the_same(string state)
    {
        AuditEntry entry = EntryOfChange.Create(Change() with { PreviousState = new JsonText(state), NewState = new JsonText(state) }, Noon);

        // As it would travel.
        AuditEntry seen = WireFormat.Deserialize<AuditEntry>(WireFormat.Serialize(JsonInStrings.Pack(entry)));
        AuditEntry again = EntryOfChange.Create(
            Change() with { ChangeId = entry.EntryId, AdditionalMetadata = seen.AdditionalMetadata, PreviousState = seen.PreviousState, NewState = seen.NewState }, Noon);

        Assert.Equal('"', seen.AdditionalMetadata.Text![0]);
        Assert.True(seen.NewState.IsNull || state[0] is not ('{' or '[') || seen.NewState.Text![0] == '"');
        Assert.Equal(WireFormat.SerializeToText(entry), WireFormat.SerializeToText(again));
        Assert.True(entry.NewState.IsNull ? state == "null" && again.NewState.IsNull : JsonElement.DeepEquals(JsonElement.Parse(state), JsonElement.Parse(again.NewState.Text!)));
    }

    [Theory]
    [InlineData("""{"targetLevel":"PLANET","targetLevelName":"g","schemeName":"s"}""", "additionalMetadata.targetLevel", "'PLANET'; allowed are TENANT, GROUP, ENDPOINT")]
    [InlineData("""{"targetLevel":7,"targetLevelName":"g","schemeName":"s"}""", "additionalMetadata.targetLevel", "one of TENANT, GROUP, ENDPOINT")]
    [InlineData("""{"targetLevel":"GROUP","schemeName":"s"}""", "additionalMetadata.targetLevelName", "is missing")]
    [InlineData("""{"targetLevel":"GROUP","targetLevelName":"g","schemename":"s"}""", "additionalMetadata.schemeName", "Not known here: 'schemename'")]
    [InlineData("""{"targetLevel":"GROUP","targetLevelName":"g","schemeName":" "}""", "additionalMetadata.schemeName", "not blank")]
    [InlineData("null", "additionalMetadata.schemeName", "SCHEME DEPLOY must have it")]
    [InlineData("[]", "additionalMetadata", "an object is expected")]
    [InlineData("5", "additionalMetadata", "an object is expected")]
    [InlineData("\"5\"", "additionalMetadata", "an object is expected")]
    [InlineData("\"\"", "additionalMetadata", "is a text that is not JSON")]
    [InlineData("\"{\\\"a\\\":\\\"x\\ny\\\"}\"", "additionalMetadata", "0x0A")]
    [InlineData("\"{'targetLevel':1}\"", "additionalMetadata", "is a text that is not JSON")]
    public void Metadata_that_the_catalogue_does_not_allow_is_refused_by_its_field(string metadata, string field, string says)
    {
        ConfigurationChanged change = Change() with { AuditableResource = "SCHEME", AuditableAction = "DEPLOY", AdditionalMetadata = new JsonText(metadata) };

        FieldProblem problem = Assert.Single(Read(change), problem => problem.Field == field);

        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "twice")]
    [InlineData("""{"a":"\ud800"}""", "surrogate")]
    [InlineData("\"\\ud800\"", "surrogate")]
    [InlineData("""{"a":1e400}""", "range of a double")]
    [InlineData("9007199254740993", "keep as 9007199254740992")]
    [InlineData("-9007199254740993", "Send it as a text")]
    [InlineData("1152921504606846976", "Send it as a text")]
    [InlineData("0.12345678901234567890123", "Send it as a text")]
    [InlineData("1e-400", "Send it as a text")]
    [InlineData("1e-99999999999999999999", "Send it as a text")]
    [InlineData("\"{\\\"a\\\":9007199254740993}\"", "Send it as a text")]
    [InlineData("\"{\\\"a\\\":1,\\\"a\\\":1}\"", "twice")]
    public void What_the_log_could_not_keep_is_refused_by_its_field(string value, string says)
    {
        foreach ((string field, ConfigurationChanged change) in (ReadOnlySpan<(string, ConfigurationChanged)>)
        [
            ("previousState", Change() with { PreviousState = new JsonText(value) }),
            ("newState", Change() with { NewState = new JsonText(value) }),
        ])
        {
            FieldProblem problem = Assert.Single(Read(change));
            Assert.Equal(field, problem.Field);
            Assert.Contains(says, problem.Message, StringComparison.OrdinalIgnoreCase);
        }

        string metadata = $$"""{"cameraSettingKey":"k","schemeName":"s","more":{{value}}}""";
        Assert.Equal(value[0] != '"' || value.Contains("\"\\ud800", StringComparison.Ordinal), Read(Change() with { AdditionalMetadata = new JsonText(metadata) }).Count == 1);
    }

    [Theory]
    [InlineData("9007199254740992")]
    [InlineData("1.10")]
    [InlineData("100e-2")]
    [InlineData("1e23")]
    [InlineData("-0")]
    [InlineData("0.000")]
    [InlineData("5e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("123456789012345680000")]
    public void A_number_that_comes_back_as_itself_is_kept(string number) => Assert.Empty(Read(Change() with { NewState = new JsonText(number) }));

    [Fact]
    public void Nesting_has_a_limit_in_either_shape()
    {
        string deepest = new string('[', 56) + new string(']', 56);
        string tooDeep = "[" + deepest + "]";

        Assert.Empty(Read(Change() with { NewState = new JsonText(deepest), PreviousState = WireFormat.ToJsonText(deepest) }));
        Assert.Equal(
            ["newState", "previousState"],
            Read(Change() with { NewState = new JsonText(tooDeep), PreviousState = WireFormat.ToJsonText(tooDeep) }).Select(problem => problem.Field).Order(StringComparer.Ordinal));
        Assert.Equal("newState", Assert.Single(Read(Change() with { NewState = WireFormat.ToJsonText(new string('[', 900) + new string(']', 900)) })).Field);
    }

    [Fact]
    public void A_target_comes_from_the_change_else_from_its_metadata_else_it_is_the_tenant()
    {
        const string named = """{"cameraSettingKey":"k","schemeName":"s","tenantName":"T","targetLevel":"ENDPOINT","targetLevelName":"Gate 3"}""";
        ConfigurationChanged change = Change() with { AdditionalMetadata = new JsonText(named) };
        var group = new Target { Level = TargetLevels.Group, Name = "G", Path = "T/Site/G" };

        Assert.Equal(new Target { Level = "ENDPOINT", Name = "Gate 3", Path = "T/Gate 3" }, EntryOfChange.Create(change, Noon).Target);
        Assert.Equal("own", EntryOfChange.Create(change with { Tenant = "own" }, Noon).Tenant);
        Assert.Equal(new Target { Level = "TENANT", Name = "default", Path = "default" }, EntryOfChange.Create(Change(), Noon).Target);
        Assert.Equal(group, EntryOfChange.Create(Change() with { Target = group }, Noon).Target);
        Assert.Equal("default/G", EntryOfChange.Create(Change() with { Target = group with { Path = "" } }, Noon).Target.Path);
        Assert.Equal("target", Assert.Single(Read(change with { Target = group })).Field);
        Assert.Equal(
            "additionalMetadata.targetLevelName",
            Assert.Single(Read(change with { AdditionalMetadata = new JsonText(named.Replace(",\"targetLevelName\":\"Gate 3\"", "", StringComparison.Ordinal)) })).Field);
    }

    [Fact]
    public void Fields_that_the_catalogue_does_not_list_are_kept() =>
        Assert.Equal(
            """{"cameraSettingKey":"k","schemeName":"s","ticket":"A-7"}""",
            EntryOfChange.Create(Change() with { AdditionalMetadata = new JsonText("""{"cameraSettingKey":"k","schemeName":"s","ticket":"A-7"}""") }, Noon).AdditionalMetadata.Text);

    [Fact]
    public void Nobody_can_report_what_only_Auditor_itself_records()
    {
        foreach (CatalogueResource resource in AuditCatalogue.Resources)
        {
            foreach (ChangeWay way in Enum.GetValues<ChangeWay>().Where(way => !resource.AcceptedOver.Contains(way)))
            {
                ConfigurationChanged change = Change() with { AuditableResource = resource.Name, AuditableAction = resource.Actions[0].Name };
                FieldProblem problem = Assert.Single(EntryOfChange.Read(change, way, Noon).Problems);
                Assert.Equal("auditableResource", problem.Field);
                Assert.StartsWith($"is '{resource.Name}'; allowed are SCHEME, CAMERA_SETTINGS, TRIGGER, FIRMWARE", problem.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_service_reports_over_the_bus_whom_it_refused_and_nobody_a_sign_in()
    {
        ConfigurationChanged refused = Change() with
        {
            AuditableResource = "ACCESS",
            AuditableAction = "REFUSE",
            ResourceName = "GET /api/rules",
            AdditionalMetadata = new JsonText("""{"route":"GET /api/rules","why":"no role","times":2,"from":"2026-03-20T12:00:00Z","until":"2026-03-20T12:00:05Z"}"""),
            Result = AuditResults.Denied,
        };

        Assert.Equal(AuditResults.Denied, EntryOfChange.Create(refused, Noon).Result);
        Assert.Equal("is 'SIGN_IN'; allowed for ACCESS are REFUSE.", Assert.Single(Read(refused with { AuditableAction = "SIGN_IN" })).Message);
        Assert.Equal("result", Assert.Single(Read(refused with { Result = "MAYBE" })).Field);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        IReadOnlyList<FieldProblem> problems = Read(new ConfigurationChanged { Version = 2, AuditableResource = "SCHEME", AuditableAction = "ADD", Actor = null!, Target = new Target { Level = "X" } });

        Assert.Equal(
            ["actor", "auditableAction", "changeId", "occurredAt", "target.level", "target.name", "version"],
            problems.Select(problem => problem.Field).Order(StringComparer.Ordinal));
        Assert.Contains(problems, problem => problem.Message == "is 'ADD'; allowed for SCHEME are CREATE, DEPLOY, UNDEPLOY.");
        Assert.Equal("resourceName", Assert.Single(Read(Change() with { AuditableResource = "SCHEME", AuditableAction = "CREATE", ResourceName = null!, AdditionalMetadata = default })).Field);
    }

    [Fact]
    public void The_same_fact_is_known_again_whatever_the_order_of_its_members()
    {
        AuditEntry entry = EntryOfChange.Create(Change() with { NewState = new JsonText("""{"b":1.0,"a":2}""") }, Noon);

        Assert.True(SameFact.Is(entry, entry with { NewState = new JsonText("""{"a":2,"b":1}"""), AcceptedAt = Noon.AddDays(1) }));
        Assert.False(SameFact.Is(entry, entry with { NewState = new JsonText("""{"a":2,"b":2}""") }));
        Assert.False(SameFact.Is(entry, entry with { Actor = new Actor { Name = "mallory" } }));
    }

    private static IReadOnlyList<FieldProblem> Read(ConfigurationChanged change) => EntryOfChange.Read(change, ChangeWay.Bus, Noon).Problems;

    private static ConfigurationChanged Change() => new()
    {
        ChangeId = Guid.CreateVersion7(),
        AuditableResource = AuditableResources.CameraSettings,
        AuditableAction = AuditableActions.Update,
        Actor = new Actor { Name = "admin" },
        OccurredAt = Noon,
        AdditionalMetadata = new JsonText("""{"cameraSettingKey":"k","schemeName":"s"}"""),
    };
}
