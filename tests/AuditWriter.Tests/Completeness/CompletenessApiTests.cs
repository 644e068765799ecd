using System.Net;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Tests.Completeness;

/// <summary>Activities over the bus, completeness over HTTP, through a whole writer with its sequencer.</summary>
public sealed class CompletenessApiTests
{
    private static readonly (string, string)[] Hasty = [("Auditor:Completeness:GapSeconds", "1"), ("Auditor:Completeness:SilenceSeconds", "2")];

    private readonly Guid _session = Guid.CreateVersion7();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_without_activities_has_nothing_to_be_complete_of()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        JsonNode report = await UntilAsync(host, "", node => node["sequenced"] is not null);

        Assert.Null(report["completeSince"]);
        Assert.Equal("No activity of a client is in the log.", report["because"]!.GetValue<string>());
        Assert.Equal((30, 180), (report["gapSeconds"]!.GetValue<int>(), report["silenceSeconds"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_hole_in_what_came_over_the_bus_is_declared_shown_and_marked_as_filled()
    {
        await using WriterHost host = await WriterHost.StartAsync(Hasty);
        await host.PublishAsync(Activity(1, ActivityKinds.ClientStarted));
        await host.PublishAsync(Activity(4, ActivityKinds.ClientHeartbeat));

        JsonNode report = await UntilAsync(host, "", node => node["openGapCount"]!.GetValue<int>() == 1);
        JsonNode open = Assert.Single(report["openGaps"]!.AsArray())!;
        Assert.Equal(
            (_session, "WS-7", "mkoch", 2, 3, 2),
            (open["session"]!.GetValue<Guid>(), open["workstation"]!.GetValue<string>(), open["user"]!.GetValue<string>(), open["from"]!.GetValue<int>(), open["to"]!.GetValue<int>(), open["stillMissing"]!.GetValue<int>()));
        Assert.Equal(open["missedAt"]!.GetValue<string>(), report["completeSince"]!.GetValue<string>());
        AuditEntry gap = await host.Announced.OfAsync(open["gapEntryId"]!.GetValue<Guid>());
        Assert.Equal(("CLIENT", "GAP"), (gap.AuditableResource, gap.AuditableAction));
        JsonNode declared = Assert.Single((await GetAsync(host, "/gaps"))["gaps"]!.AsArray())!;
        Assert.Equal("open", declared["state"]!.GetValue<string>());
        Assert.Equal(2, declared["gap"]!["missing"]!.GetValue<int>());

        await host.PublishAsync(Activity(3));
        await host.PublishAsync(Activity(2));

        JsonNode filled = await UntilAsync(host, "/gaps", node => node["gaps"]![0]!["state"]!.GetValue<string>() == "filled");
        Assert.Equal(0, filled["gaps"]![0]!["lastFill"]!["stillMissing"]!.GetValue<int>());
        report = await GetAsync(host, "");
        Assert.Equal((0, 1), (report["openGapCount"]!.GetValue<int>(), report["filledGaps"]!.GetValue<int>()));
        JsonNode client = Assert.Single(report["clients"]!.AsArray())!;
        Assert.Equal(client["firstSeen"]!.GetValue<string>(), report["completeSince"]!.GetValue<string>());
        Assert.Equal((4, 0, "1.2.3"), (client["highest"]!.GetValue<int>(), client["missing"]!.GetValue<int>(), client["pluginVersion"]!.GetValue<string>()));
        Assert.Equal((7, -40), (client["spoolDepth"]!.GetValue<int>(), client["clockOffsetMilliseconds"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_client_that_stops_talking_is_listed_as_silent_until_it_says_something()
    {
        await using WriterHost host = await WriterHost.StartAsync(Hasty);
        await host.PublishAsync(Activity(1, ActivityKinds.ClientStarted));

        JsonNode report = await UntilAsync(host, "", node => node["silentClientCount"]!.GetValue<int>() == 1);
        JsonNode silent = Assert.Single(report["silentClients"]!.AsArray())!;
        Assert.Equal((_session, "silent"), (silent["session"]!.GetValue<Guid>(), silent["standing"]!.GetValue<string>()));
        Assert.Equal("SILENT", (await host.Announced.OfAsync(silent["silentEntryId"]!.GetValue<Guid>())).AuditableAction);
        Assert.Single((await GetAsync(host, "?standing=silent"))["clients"]!.AsArray());
        Assert.Empty((await GetAsync(host, "?standing=running"))["clients"]!.AsArray());

        await host.PublishAsync(Activity(2, ActivityKinds.ClientStopped));

        await UntilAsync(host, "", node => node["silentClientCount"]!.GetValue<int>() == 0 && node["caughtUp"]!.GetValue<bool>());
        Assert.Single((await GetAsync(host, "?standing=stopped"))["clients"]!.AsArray());
        Guid resumed = AuditWriter.Completeness.CompletenessEntryId.OfReturn(silent["silentEntryId"]!.GetValue<Guid>());
        Assert.Equal("RESUME", (await host.Announced.OfAsync(resumed)).AuditableAction);
    }

    [Fact]
    public async Task Clients_come_page_by_page()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        for (int i = 0; i < 5; i++)
        {
            ActivityDecided decided = Activity(1);
            await host.PublishAsync(decided with { Activity = decided.Activity with { ClientSessionId = Guid.CreateVersion7() } });
        }

        await UntilAsync(host, "", node => node["clientCount"]!.GetValue<int>() == 5);
        var seen = new HashSet<Guid>();
        string? next = null;
        int pages = 0;
        do
        {
            JsonNode page = await GetAsync(host, "?limit=2" + (next is null ? "" : "&cursor=" + next));
            Assert.All(page["clients"]!.AsArray(), client => Assert.True(seen.Add(client!["session"]!.GetValue<Guid>())));
            next = page["next"]?.GetValue<string>();
            pages++;
        }
        while (next is not null);

        Assert.Equal((5, 3), (seen.Count, pages));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?standing=gone", "standing")]
    [InlineData("?since=now", "since")]
    [InlineData("/gaps?limit=201", "limit")]
    [InlineData("/gaps?cursor=x", "cursor")]
    public async Task What_cannot_be_asked_is_refused_by_its_name(string query, string field)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync("/api/audit/completeness" + query, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auditor:Completeness:GapSeconds", "601")]
    [InlineData("Auditor:Completeness:SilenceSeconds", "0")]
    public async Task A_setting_out_of_range_ends_the_start_and_is_named(string key, string value)
    {
        OptionsValidationException problem = await Assert.ThrowsAsync<OptionsValidationException>(() => WriterHost.StartAsync((key, value)));

        Assert.Contains(key, problem.Message, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> GetAsync(WriterHost host, string path) =>
        JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/completeness" + path, Cancellation))!;

    private static async Task<JsonNode> UntilAsync(WriterHost host, string path, Func<JsonNode, bool> condition)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            JsonNode answer = await GetAsync(host, path);
            if (condition(answer))
            {
                return answer;
            }

            Assert.True(DateTime.UtcNow < until, answer.ToJsonString());
            await Task.Delay(50, Cancellation);
        }
    }

    private ActivityDecided Activity(long number, string kind = ActivityKinds.PlaybackEntered) => new()
    {
        Activity = new ActivityObserved
        {
            ActivityId = Guid.CreateVersion7(),
            Kind = kind,
            ClientSessionId = _session,
            SequenceNumber = number,
            ObservedAt = DateTimeOffset.UtcNow,
            Actor = new Actor { Name = "mkoch", Workstation = "WS-7" },
            Site = new SiteRef { Name = "Harbour" },
            PluginVersion = "1.2.3",
            Client = kind == ActivityKinds.ClientHeartbeat ? new ClientHealth { SpoolDepth = 7, ClockOffsetMilliseconds = -40 } : null,
        },
        AcceptedAt = DateTimeOffset.UtcNow,
    };
}
