using System.Net;
using System.Text.Json.Nodes;

namespace Auditor.Notifier.Tests.Api;

/// <summary>What is wrong is named by its field, with what is allowed.</summary>
public sealed class StrictnessTests(StrictnessTests.Shared shared) : IClassFixture<StrictnessTests.Shared>
{
    [Theory]
    [InlineData("""{ "nmae": "x" }""", "nmae", "allowed are id, name")]
    [InlineData("""{ "name": "  " }""", "name", "must not be empty")]
    [InlineData("""{ "name": "a\nb" }""", "name", "control characters")]
    [InlineData("""{ "startAt": "YESTERDAY" }""", "startAt", "allowed are NOW, BEGINNING")]
    [InlineData("""{ "filter": { "resources": ["PLAYBCK"] } }""", "filter.resources[0]", "allowed are PLAYBACK")]
    [InlineData("""{ "filter": { "actions": ["ENTER", "enter"] } }""", "filter.actions[1]", "allowed are ENTER")]
    [InlineData("""{ "filter": { "results": ["OK"] } }""", "filter.results[0]", "allowed are SUCCEEDED")]
    [InlineData("""{ "filter": { "rules": ["00000000-0000-0000-0000-000000000000"] } }""", "filter.rules[0]", "UUID")]
    [InlineData("""{ "filter": { "rules": ["vault"] } }""", "filter.rules[0]", "")]
    [InlineData("""{ "filter": { "actors": ["anna", ""] } }""", "filter.actors[1]", "must not be empty")]
    [InlineData("""{ "filter": { "users": [] } }""", "filter.users", "allowed are resources")]
    [InlineData("""{ "filter": { "cameras": null } }""", "filter.cameras", "null is not allowed")]
    [InlineData("""{ "destination": { "kind": "PIGEON" } }""", "destination.kind", "allowed are WEBHOOK, EMAIL")]
    [InlineData("""{ "destination": { "kind": "FEED", "feed": {} } }""", "destination.kind", "allowed are WEBHOOK, EMAIL")]
    [InlineData("""{ "destination": { "kind": "WEBHOOK" } }""", "destination.webhook", "must be there with kind WEBHOOK")]
    [InlineData("""{ "destination": { "kind": "WEBHOOK", "webhook": { "url": "https://a" }, "email": {} } }""", "destination.email", "must not be there with kind WEBHOOK")]
    [InlineData("""{ "destination": { "kind": "WEBHOOK", "webhook": { "url": "ftp://a" } } }""", "destination.webhook.url", "https://")]
    [InlineData("""{ "destination": { "kind": "WEBHOOK", "webhook": { "url": "https://a", "format": "XML" } } }""", "destination.webhook.format", "allowed are ENTRY, OCSF")]
    [InlineData("""{ "destination": { "kind": "EMAIL", "email": { "host": "h", "from": "a@b", "to": [""], "userName": "u" } } }""", "destination.email.to[0]", "must not be empty")]
    [InlineData("""{ "destination": { "kind": "EMAIL", "email": { "host": "h", "from": "a@b", "to": ["c@d"], "userName": "u" } } }""", "secret", "with a user name")]
    [InlineData("""{ "secret": "guess" }""", "secret", "whsec_")]
    [InlineData("""{ "secret": "" }""", "secret", "must not be empty")]
    public async Task A_mistake_is_named(string changes, string field, string allowed)
    {
        JsonObject body = NotifierHost.Webhook();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        JsonNode refused = await shared.Host.CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, NotifierHost.Root, body);

        Assert.Contains(allowed, string.Join('\n', refused["errors"]![field]!.AsArray().Select(text => (string)text!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_text_and_list_has_an_end()
    {
        JsonObject body = NotifierHost.Webhook(new string('n', 101), "https://" + new string('u', 2_000));
        body["secret"] = "whsec_" + new string('s', 1_000);
        body["filter"] = new JsonObject
        {
            ["actors"] = new JsonArray([.. Enumerable.Repeat("anna", 51).Select(name => JsonValue.Create(name))]),
            ["cameras"] = new JsonArray(new string('c', 201)),
        };

        JsonNode refused = await shared.Host.CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, NotifierHost.Root, body);

        Assert.Equal(
            ["destination.webhook.url", "filter.actors", "filter.cameras[0]", "name", "secret"],
            refused["errors"]!.AsObject().Select(problem => problem.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("sss", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        JsonObject body = NotifierHost.Webhook(" ");
        body["filter"] = new JsonObject { ["results"] = new JsonArray("OK"), ["tenants"] = new JsonArray("") };
        body["destination"] = new JsonObject { ["kind"] = "EMAIL" };

        JsonNode refused = await shared.Host.CallAsync(HttpStatusCode.BadRequest, HttpMethod.Post, NotifierHost.Root, body);

        Assert.Equal(
            ["destination.email", "filter.results[0]", "filter.tenants[0]", "name"],
            refused["errors"]!.AsObject().Select(problem => problem.Key).Order(StringComparer.Ordinal));
    }

    public sealed class Shared : IAsyncLifetime
    {
        internal NotifierHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await NotifierHost.StartAsync(writer: false);

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
