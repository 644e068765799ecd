using System.Net;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Hosting.Tests;

/// <summary>Who reads the log is in the log.</summary>
public sealed class ReadAuditTests
{
    private const string Soon = "--Auditor:Access:TellEverySeconds=1";

    [Fact]
    public async Task A_read_is_an_entry_before_its_answer_is_given()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        (string text, AuditWriter.Access.KeyView key) = await host.KeyAsync(TimeSpan.FromDays(1), AccessRoles.Auditor);

        using HttpResponseMessage answer = await host.GetAsync("/api/audit/entries?camera=Canteen&limit=5", text);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AuditEntry read = Assert.Single(await host.EntriesAsync(AuditableResources.AuditLog));
        Assert.Equal((AuditableActions.Read, "GET /api/audit/entries", AuditResults.Succeeded), (read.AuditableAction, read.ResourceName, read.Result));
        Assert.Equal((ActorTypes.ApiKey, key.KeyId, key.Name, "127.0.0.1"), (read.Actor.Type, read.Actor.Id, read.Actor.Name, read.Actor.Workstation));
        Assert.Equal([AccessRoles.Auditor], read.Actor.Roles.Select(role => role.Name));
        JsonNode asked = JsonNode.Parse(read.AdditionalMetadata.Text!)!;
        Assert.Equal("/api/audit/entries?camera=Canteen&limit=5", asked["asked"]!.GetValue<string>());
        Assert.Equal(1, asked["times"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_same_read_again_is_counted_and_told_when_the_host_stops()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string key = await host.KeyAsync(AccessRoles.Auditor);
        string[] pages = ["limit=10", "limit=20", "limit=10&cursor=" + new AuditCursor(DateTimeOffset.UnixEpoch, Guid.NewGuid())];

        for (int i = 0; i < 30; i++)
        {
            using HttpResponseMessage answer = await host.GetAsync($"/api/audit/entries?camera=Canteen&{pages[i % 3]}", key);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using HttpResponseMessage other = await host.GetAsync("/api/audit/entries?camera=Lobby", key);
        Assert.Equal(2, (await host.EntriesAsync(AuditableResources.AuditLog)).Count);
        Assert.Equal([1, 1, 29], (await ToldAfterStopAsync(host)).Select(Times).Order());
    }

    [Fact]
    public async Task A_question_that_only_looks_like_another_has_its_own_entry()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string key = await host.KeyAsync(AccessRoles.Auditor);

        foreach (string question in (string[])["actor=anna%26camera%3DLobby", "actor=anna&camera=Lobby"])
        {
            using HttpResponseMessage answer = await host.GetAsync("/api/audit/entries?" + question, key);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(2, (await host.EntriesAsync(AuditableResources.AuditLog)).Count);
    }

    [Fact]
    public async Task Who_asks_all_the_time_is_told_of_once_a_window()
    {
        await using AccessHost host = await AccessHost.StartAsync(configure: null, Soon);
        string key = await host.KeyAsync(AccessRoles.Auditor);
        int asked = 0;
        DateTime until = DateTime.UtcNow.AddSeconds(60);
        while (DateTime.UtcNow < until && (await host.EntriesAsync(AuditableResources.AuditLog)).Count < 3)
        {
            using HttpResponseMessage answer = await host.GetAsync("/api/audit/counts", key);
            asked++;
        }

        IReadOnlyList<AuditEntry> told = await host.EntriesAsync(
            AuditableResources.AuditLog, AuditableActions.Read, entries => entries.Sum(Times) == asked);
        Assert.True(told.Count < asked / 2, $"{told.Count} entries for {asked} reads");
    }

    [Fact]
    public async Task Many_first_reads_at_once_are_one_entry_and_a_count()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string key = await host.KeyAsync(AccessRoles.Auditor);

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.GetAsync("/api/audit/counts", key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, Times(Assert.Single(await host.EntriesAsync(AuditableResources.AuditLog))));
        Assert.Equal([1, 19], (await ToldAfterStopAsync(host)).Select(Times).Order());
    }

    [Fact]
    public async Task Without_its_entry_nothing_is_shown()
    {
        AwayAuditLog? log = null;
        await using AccessHost host = await AccessHost.StartAsync(builder =>
        {
            ServiceDescriptor real = builder.Services.Last(service => service.ServiceType == typeof(IAuditLog));
            builder.Services.Remove(real);
            builder.Services.AddSingleton<IAuditLog>(services => log = new AwayAuditLog((IAuditLog)real.ImplementationFactory!(services)));
        });
        string key = await host.KeyAsync(AccessRoles.Auditor);
        using HttpResponseMessage before = await host.GetAsync("/api/audit/counts?camera=A", key);
        log!.Away = true;

        using HttpResponseMessage first = await host.GetAsync("/api/audit/counts?camera=B", key);
        using HttpResponseMessage again = await host.GetAsync("/api/audit/counts?camera=B", key);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], new[] { first.StatusCode, again.StatusCode });
        Assert.DoesNotContain("total", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        log.Away = false;
        DateTime until = DateTime.UtcNow.AddSeconds(60);
        while ((await host.GetAsync("/api/audit/counts?camera=B", key)).StatusCode != HttpStatusCode.OK)
        {
            Assert.True(DateTime.UtcNow < until, "The log is back and nothing is shown.");
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task A_question_that_is_wrong_shows_nothing_and_is_no_read()
    {
        await using AccessHost host = await AccessHost.StartAsync();

        using HttpResponseMessage answer = await host.GetAsync("/api/audit/entries?camra=x", await host.KeyAsync(AccessRoles.Auditor));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await host.EntriesAsync(AuditableResources.AuditLog));
    }

    [Fact]
    public async Task Refusals_are_entries_with_whom_that_is_known_of()
    {
        await using AccessHost host = await AccessHost.StartAsync(configure: null, Soon);
        (string expired, AuditWriter.Access.KeyView key) = await host.KeyAsync(TimeSpan.FromDays(-1), AccessRoles.Auditor);
        string reporter = await host.KeyAsync(AccessRoles.Reporter);

        foreach (string? shown in (string?[])[null, expired, reporter, reporter, reporter])
        {
            using HttpResponseMessage answer = await host.GetAsync("/api/audit/entries", shown);
        }

        IReadOnlyList<AuditEntry> refused = await host.EntriesAsync(AuditableResources.Access, AuditableActions.Refuse, entries => entries.Sum(Times) == 5);
        Assert.All(refused, entry => Assert.Equal((AuditResults.Denied, "GET /api/audit/entries"), (entry.Result, entry.ResourceName)));
        Assert.Contains(refused, entry => entry.Actor is { Type: ActorTypes.User, Name: "unknown", Id: null } && Why(entry) == "nobody signed in");
        Assert.Contains(refused, entry => entry.Actor is { Type: ActorTypes.ApiKey } actor && actor.Id == key.KeyId && Why(entry) == "credential EXPIRED");
        Assert.Contains(refused, entry => Why(entry) == "role missing");
        Assert.Equal(3, refused.Where(entry => Why(entry) == "role missing").Sum(Times));
        Assert.Empty(await host.EntriesAsync(AuditableResources.AuditLog));
    }

    private static async Task<IReadOnlyList<AuditEntry>> ToldAfterStopAsync(AccessHost host)
    {
        await host.StopAsync();
        await using SqliteAuditLog log = await SqliteAuditLog.OpenAsync(Path.Combine(host.Folder, "audit-log.db"), CancellationToken.None);
        return (await log.QueryAsync(new AuditQuery(new AuditFilter { Resource = AuditableResources.AuditLog }), CancellationToken.None)).Entries;
    }

    private static int Times(AuditEntry entry) => JsonNode.Parse(entry.AdditionalMetadata.Text!)!["times"]!.GetValue<int>();

    private static string Why(AuditEntry entry) => JsonNode.Parse(entry.AdditionalMetadata.Text!)!["why"]!.GetValue<string>();
}
