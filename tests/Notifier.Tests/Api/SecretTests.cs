using System.Net;
using System.Text.Json.Nodes;

namespace Auditor.Notifier.Tests.Api;

/// <summary>Which secret goes to whom.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task A_secret_is_not_used_with_another_address()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        JsonObject moved = NotifierHost.Webhook(url: "https://elsewhere.example/audit");

        JsonNode refused = await host.CallAsync(HttpStatusCode.BadRequest, HttpMethod.Put, NotifierHost.Path(made), moved.DeepClone(), ifMatch: 1);
        moved["secret"] = "whsec_new";
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(made), moved, ifMatch: 1);

        Assert.Contains("address changes", (string)refused["errors"]!["secret"]![0]!, StringComparison.Ordinal);
        Assert.Equal(["whsec_new"], await SecretsAsync(host, made));
    }

    [Theory]
    [InlineData("host", "\"other.example\"")]
    [InlineData("port", "2525")]
    [InlineData("startTls", "false")]
    [InlineData("userName", "\"somebody\"")]
    public async Task A_password_stays_with_its_server_its_encryption_and_its_user(string setting, string value)
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = Mail();
        body["secret"] = "pass";
        JsonNode made = await host.CreateAsync(body);
        string path = NotifierHost.Path(made);
        JsonObject harmless = Mail();
        harmless["destination"]!["email"]!["to"] = new JsonArray("other@example.org");
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, path, harmless, ifMatch: 1);

        JsonObject changed = Mail();
        changed["destination"]!["email"]![setting] = JsonNode.Parse(value);
        JsonNode refused = await host.CallAsync(HttpStatusCode.BadRequest, HttpMethod.Put, path, changed.DeepClone(), ifMatch: 2);
        changed["secret"] = "other pass";
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, path, changed, ifMatch: 2);

        Assert.Equal(["secret"], refused["errors"]!.AsObject().Select(problem => problem.Key));
    }

    [Fact]
    public async Task A_password_that_is_not_needed_any_more_is_let_go()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = Mail();
        body["secret"] = "pass";
        JsonNode made = await host.CreateAsync(body);
        JsonObject open = Mail();
        open["destination"]!["email"]!.AsObject().Remove("userName");

        JsonNode replaced = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(made), open, ifMatch: 1);

        Assert.Empty(replaced["secrets"]!.AsArray());
    }

    [Fact]
    public async Task Another_kind_of_destination_begins_without_the_old_secret()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = Mail();
        body["secret"] = "pass";
        JsonNode made = await host.CreateAsync(body);

        JsonNode replaced = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(made), NotifierHost.Webhook(), ifMatch: 1);

        Assert.Equal([(string)replaced["secret"]!], await SecretsAsync(host, made));
        Assert.Equal("signing", (string)Assert.Single(replaced["secrets"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task After_a_rotation_the_former_secret_stays_in_force_for_a_day()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        string first = (string)made["secret"]!;

        JsonNode rotated = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, NotifierHost.Path(made, "/rotate-secret"));
        string second = (string)rotated["secret"]!;

        Assert.Equal(2, (int)rotated["version"]!);
        Assert.Null(rotated["secrets"]![0]!["expiresAt"]);
        Assert.NotNull(rotated["secrets"]![1]!["expiresAt"]);
        Assert.Equal([second, first], await SecretsAsync(host, made));
        host.Time.Move(TimeSpan.FromHours(23));
        Assert.Equal([second, first], await SecretsAsync(host, made));
        host.Time.Move(TimeSpan.FromHours(1.1));
        Assert.Equal([second], await SecretsAsync(host, made));
        // What is over is let go with the next change.
        JsonNode replaced = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, NotifierHost.Path(made), NotifierHost.Webhook(), ifMatch: 2);
        Assert.Single(replaced["secrets"]!.AsArray());
    }

    [Fact]
    public async Task A_password_cannot_be_rotated_here()
    {
        await using NotifierHost host = await NotifierHost.StartAsync(writer: false);
        JsonObject body = Mail();
        body["secret"] = "pass";
        JsonNode made = await host.CreateAsync(body);

        await host.CallAsync(HttpStatusCode.Conflict, HttpMethod.Post, NotifierHost.Path(made, "/rotate-secret"));
    }

    private static JsonObject Mail() => new()
    {
        ["name"] = "Mail",
        ["destination"] = new JsonObject
        {
            ["kind"] = "EMAIL",
            ["email"] = new JsonObject { ["host"] = "mail.example", ["userName"] = "auditor", ["from"] = "a@example.org", ["to"] = new JsonArray("b@example.org") },
        },
    };

    private static async Task<IReadOnlyList<string>> SecretsAsync(NotifierHost host, JsonNode subscription)
    {
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, NotifierHost.Path(subscription, "/test"));
        return host.Webhooks.Opened.Last().Secrets;
    }
}
