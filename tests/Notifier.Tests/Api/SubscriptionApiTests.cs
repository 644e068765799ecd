using System.Net;
using System.Text.Json.Nodes;

namespace Auditor.Notifier.Tests.Api;

/// <summary>Creating, reading, replacing and deleting.</summary>
public sealed class SubscriptionApiTests
{
    [Fact]
    public async Task A_subscription_is_made_with_a_secret_that_is_shown_once()
    {
        await using NotifierHost host = await NotifierHost.StartAsync();

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, NotifierHost.Root, NotifierHost.Webhook());
        JsonNode made = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        string secret = (string)made["secret"]!;

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(NotifierHost.Path(made), answer.Headers.Location!.OriginalString);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(("SIEM", true, 1, "NOW"), ((string)made["name"]!, (bool)made["enabled"]!, (int)made["version"]!, (string)made["startAt"]!));
        Assert.Equal("signing", (string)Assert.Single(made["secrets"]!.AsArray())!["name"]!);

        await host.EntriesAsync(1);
        foreach (string path in new[] { NotifierHost.Root, NotifierHost.Path(made), NotifierHost.Path(made, "/history") })
        {
            string text = (await host.CallAsync(HttpStatusCode.OK, HttpMethod.Get, path)).ToJsonString();
            Assert.Contains("signing", text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("sealed", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.False(host.FilesHold(secret));
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, NotifierHost.Path(made, "/test"));
        Assert.Equal([secret], Assert.Single(host.Webhooks.Opened).Secrets);
    }

    [Fact]
    public async Task A_secret_that_is_given_is_taken_and_not_shown()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = NotifierHost.Webhook();
        body["secret"] = "whsec_given";

        JsonNode made = await host.CreateAsync(body);

        Assert.Null(made["secret"]);
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, NotifierHost.Path(made, "/test"));
        Assert.Equal(["whsec_given"], Assert.Single(host.Webhooks.Opened).Secrets);
    }

    [Fact]
    public async Task A_name_or_an_id_that_is_taken_is_a_conflict()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = NotifierHost.Webhook();
        body["id"] = "0c4c8a52-6f0e-4f4e-9d0e-3f1c5a7b9e21";
        JsonNode made = await host.CreateAsync(body.DeepClone());
        JsonNode other = await host.CreateAsync(NotifierHost.Webhook("Other"));

        JsonNode sameName = await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, NotifierHost.Root, NotifierHost.Webhook("siem"));
        body["name"] = "Again";
        JsonNode sameId = await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, NotifierHost.Root, body);
        JsonNode renamed = await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Put, NotifierHost.Path(other), NotifierHost.Webhook("Siem"), ifMatch: 1);

        Assert.Equal((string)made["id"]!, (string)sameName["takenBy"]!);
        Assert.Equal("SIEM", (string)sameId["current"]!["name"]!);
        Assert.Equal((string)made["id"]!, (string)renamed["takenBy"]!);
    }

    [Fact]
    public async Task More_than_are_allowed_are_refused()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false, settings: ("Auditor:Notifier:MostSubscriptions", "2"));
        await host.CreateAsync(NotifierHost.Webhook("A"));
        await host.CreateAsync(NotifierHost.Webhook("B"));

        JsonNode refused = await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, NotifierHost.Root, NotifierHost.Webhook("C"));

        Assert.Contains("Auditor:Notifier:MostSubscriptions", (string)refused["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_and_keeps_its_secret_and_its_start()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = NotifierHost.Webhook();
        body["startAt"] = "BEGINNING";
        JsonNode made = await host.CreateAsync(body);
        JsonNode read = await host.GetAsync(made);
        read["name"] = "Renamed";
        read["startAt"] = "NOW";

        JsonNode replaced = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(made), read, ifMatch: 1);

        Assert.Equal(("Renamed", 2, "BEGINNING"), ((string)replaced["name"]!, (int)replaced["version"]!, (string)replaced["startAt"]!));
        Assert.Null(replaced["secret"]);
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, NotifierHost.Path(made, "/test"));
        Assert.Equal([(string)made["secret"]!], Assert.Single(host.Webhooks.Opened).Secrets);
    }

    [Fact]
    public async Task A_replacement_needs_the_version_that_is_there()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        string path = NotifierHost.Path(made);
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, path, NotifierHost.Webhook("Theirs"), ifMatch: 1);

        await host.CallAsync(HttpStatusCode.PreconditionRequired, HttpMethod.Put, path, NotifierHost.Webhook("Mine"));
        JsonNode outdated = await host.CallAsync(HttpStatusCode.PreconditionFailed, HttpMethod.Put, path, NotifierHost.Webhook("Mine"), ifMatch: 1);
        await host.CallAsync(HttpStatusCode.PreconditionRequired, HttpMethod.Delete, path);
        await host.CallAsync(HttpStatusCode.PreconditionFailed, HttpMethod.Delete, path, ifMatch: 1);
        await host.CallAsync(HttpStatusCode.NotFound, HttpMethod.Put, $"{NotifierHost.Root}/{Guid.CreateVersion7()}", NotifierHost.Webhook("Mine"), ifMatch: 1);

        Assert.Equal(("Mine", 1, "Theirs", 2), (
            (string)outdated["yours"]!["name"]!, (int)outdated["yourVersion"]!, (string)outdated["current"]!["name"]!, (int)outdated["currentVersion"]!));
        Assert.Equal("Theirs", (string)(await host.GetAsync(made))["name"]!);
    }

    [Fact]
    public async Task A_deleted_one_is_gone_with_its_history_kept()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        string path = NotifierHost.Path(made);

        await host.CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, path, ifMatch: 1);

        await host.CallAsync(HttpStatusCode.Gone, HttpMethod.Get, path);
        await host.CallAsync(HttpStatusCode.Gone, HttpMethod.Put, path, NotifierHost.Webhook(), ifMatch: 1);
        foreach (string what in new[] { "/retry", "/rotate-secret", "/test" })
        {
            await host.CallAsync(HttpStatusCode.Gone, HttpMethod.Post, path + what);
        }

        await host.CallAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"{NotifierHost.Root}/{Guid.CreateVersion7()}/history");
        Assert.Empty((await host.CallAsync(HttpStatusCode.OK, HttpMethod.Get, NotifierHost.Root))["subscriptions"]!.AsArray());
        JsonArray changes = (await host.CallAsync(HttpStatusCode.OK, HttpMethod.Get, path + "/history"))["changes"]!.AsArray();
        Assert.Equal(["deleted", "created"], changes.Select(change => (string)change!["kind"]!));
        Assert.Equal("Test", (string)changes[0]!["actor"]!["name"]!);
        // The name is free again.
        await host.CreateAsync(NotifierHost.Webhook());
    }

    [Fact]
    public async Task The_list_is_by_name_and_can_be_filtered()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject disabled = NotifierHost.Webhook("B mail");
        disabled["enabled"] = false;
        await host.CreateAsync(disabled);
        await host.CreateAsync(NotifierHost.Webhook("C SIEM"));
        await host.CreateAsync(NotifierHost.Webhook("A Mail"));

        Assert.Equal("A Mail,B mail,C SIEM", await NamesAsync(""));
        Assert.Equal("A Mail,B mail", await NamesAsync("?name=MAIL"));
        Assert.Equal("A Mail", await NamesAsync("?name=mail&enabled=true"));

        async Task<string> NamesAsync(string query) => string.Join(',', (await host.CallAsync(HttpStatusCode.OK, HttpMethod.Get, NotifierHost.Root + query))["subscriptions"]!
            .AsArray().Select(one => (string)one!["name"]!));
    }
}
