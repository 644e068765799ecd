using System.Net;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Hosting.Access;

namespace Auditor.Hosting.Tests;

/// <summary>API keys over HTTP, from the first to the last.</summary>
public sealed class KeyTests(SharedHost running) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task A_key_is_shown_once_works_and_is_revoked_for_good()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string admin = await host.KeyAsync(AccessRoles.Administrator);

        using HttpResponseMessage created = await host.SendAsync(HttpMethod.Post, "/api/access/keys", """{"name":"siem","roles":["auditor"]}""", admin);
        JsonNode made = await AccessHost.JsonAsync(created);
        string text = made["text"]!.GetValue<string>();
        string keyId = made["key"]!["keyId"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(90, (made["key"]!["expiresAt"]!.GetValue<DateTimeOffset>() - made["key"]!["createdAt"]!.GetValue<DateTimeOffset>()).TotalDays);
        Assert.StartsWith("auditor_" + keyId, text, StringComparison.Ordinal);
        using HttpResponseMessage read = await host.GetAsync("/api/audit/counts", text);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        string list = await (await host.GetAsync("/api/access/keys", admin)).Content.ReadAsStringAsync();
        Assert.Contains(keyId, list, StringComparison.Ordinal);
        Assert.Contains("lastUsedAt", list, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKeyText.Parse(text)!.Value.Secret, list, StringComparison.Ordinal);
        Assert.DoesNotContain("ash", list, StringComparison.Ordinal);

        using HttpResponseMessage revoked = await host.SendAsync(HttpMethod.Post, $"/api/access/keys/{keyId}/revoke", json: null, admin);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        using HttpResponseMessage after = await host.GetAsync("/api/audit/counts", text);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        IReadOnlyList<AuditEntry> told = await host.EntriesAsync(
            AuditableResources.ApiKey, null, entries => entries.Any(entry => entry.AuditableAction == AuditableActions.Revoke));
        AuditEntry entry = told.Single(change => change.AuditableAction == AuditableActions.Revoke);
        Assert.Equal(("siem", ActorTypes.ApiKey), (entry.ResourceName, entry.Actor.Type));
        Assert.DoesNotContain("secretHash", entry.NewState.Text! + entry.PreviousState.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"","roles":["auditor"]}""", "name")]
    [InlineData("""{"name":"a","roles":[]}""", "roles")]
    [InlineData("""{"name":"a","roles":["root"]}""", "roles")]
    [InlineData("""{"name":"a","roles":["auditor"],"expiresInDays":0}""", "expiresInDays")]
    [InlineData("""{"name":"a","roles":["auditor"],"expiresInDays":1,"neverExpires":true}""", "expiresInDays")]
    [InlineData("""{"name":"a","roles":["auditor"],"expires":"never"}""", "body")]
    [InlineData("""{"name":"\ud800","roles":["auditor"]}""", "body")]
    public async Task A_wrong_request_is_refused_by_its_field(string body, string field)
    {
        AccessHost host = running.Host;

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, "/api/access/keys", body, await host.KeyAsync(AccessRoles.Administrator));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await AccessHost.JsonAsync(answer))["errors"]!.AsObject().ContainsKey(field), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_key_without_an_end_has_to_be_asked_for()
    {
        AccessHost host = running.Host;

        using HttpResponseMessage answer = await host.SendAsync(
            HttpMethod.Post, "/api/access/keys", """{"name":"a","roles":["reporter"],"neverExpires":true}""", await host.KeyAsync(AccessRoles.Administrator));

        Assert.Null((await AccessHost.JsonAsync(answer))["key"]!["expiresAt"]);
    }

    [Theory]
    [InlineData("auditor_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("auditor_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("auditor_0123456789ABCDEF_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("auditor_0123456789abcde__AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("Auditor_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("", false)]
    public void A_text_is_a_key_or_is_not(string text, bool isKey) => Assert.Equal(isKey, ApiKeyText.Parse(text) is not null);

    [Fact]
    public void A_new_key_reads_back_also_with_underscores_in_its_secret()
    {
        ApiKeyText[] keys = [.. Enumerable.Range(0, 500).Select(_ => ApiKeyText.New())];

        Assert.All(keys, key => Assert.Equal(key, ApiKeyText.Parse(key.ToString())));
        Assert.Contains(keys, key => key.Secret.Contains('_', StringComparison.Ordinal));
        Assert.Equal(500, keys.Select(key => key.Secret).Distinct().Count());
    }
}
