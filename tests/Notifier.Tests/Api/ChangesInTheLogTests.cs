using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Notifier.Changes;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Api;

/// <summary>Every change becomes an entry.</summary>
public sealed class ChangesInTheLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_change_becomes_an_entry_with_both_states_and_no_secret()
    {
        await using NotifierHost host = await NotifierHost.StartAsync();
        JsonNode made = await host.CreateAsync(NotifierHost.Webhook());
        string path = NotifierHost.Path(made);
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Put, path, NotifierHost.Webhook("Renamed"), ifMatch: 1);
        await host.ProgressAsync(made, new DeliveryProgress { Position = 7, Failures = 1 });
        await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, path + "/skip", new JsonObject { ["position"] = 7, ["reason"] = "it chokes" });
        JsonNode rotated = await host.CallAsync(HttpStatusCode.OK, HttpMethod.Post, path + "/rotate-secret");
        Subscription now = (await host.Store.LoadAsync(CancellationToken.None)).Subscriptions.Single();
        await host.Service<SubscriptionChanges>().DisableAsync(now, "410 Gone", 8, Noon, CancellationToken.None);
        await host.CallAsync(HttpStatusCode.NoContent, HttpMethod.Delete, path, ifMatch: 5);

        IReadOnlyList<AuditEntry> entries = await host.EntriesAsync(6);

        AuditEntry[] inOrder = [.. entries.OrderBy(entry => Metadata(entry).GetProperty("revision").GetInt64())];
        Assert.Equal(["CREATE", "UPDATE", "SKIP", "UPDATE", "DISABLE", "DELETE"], inOrder.Select(entry => entry.AuditableAction));
        Assert.Equal(["SIEM", "Renamed", "Renamed", "Renamed", "Renamed", "Renamed"], inOrder.Select(entry => entry.ResourceName));
        Assert.All(inOrder, entry => Assert.Equal(NotifierHost.Id(made), Metadata(entry).GetProperty("subscriptionId").GetGuid()));
        Assert.Equal(Enumerable.Range(1, 6), inOrder.Select(entry => Metadata(entry).GetProperty("version").GetInt32()));
        Assert.Equal(("Test", "SERVICE", "Notifier"), (inOrder[0].Actor.Name, inOrder[4].Actor.Type, inOrder[4].Actor.Name));
        Assert.Equal(("it chokes", 7), (Metadata(inOrder[2]).GetProperty("why").GetString(), Metadata(inOrder[2]).GetProperty("position").GetInt32()));
        Assert.Equal("2026-03-20T12:00:00Z", Metadata(inOrder[4]).GetProperty("failingSince").GetString());
        Assert.Equal("SIEM", JsonElement.Parse(inOrder[1].PreviousState.Text!).GetProperty("name").GetString());
        Assert.False(JsonElement.Parse(inOrder[4].NewState.Text!).GetProperty("enabled").GetBoolean());
        Assert.Equal(2, JsonElement.Parse(inOrder[3].NewState.Text!).GetProperty("secrets").GetArrayLength());
        Assert.True(inOrder[0].PreviousState.IsNull);
        Assert.True(inOrder[5].NewState.IsNull);
        foreach (string secret in new[] { (string)made["secret"]!, (string)rotated["secret"]! })
        {
            Assert.False(host.FilesHold(secret));
        }

        Assert.All(now.Secrets, secret => Assert.DoesNotContain(entries, entry => entry.NewState.Text?.Contains(secret.Sealed, StringComparison.Ordinal) == true));
        await Eventually.TrueAsync(async () => (await host.Store.UnannouncedAsync(10, CancellationToken.None)).Count == 0);
    }

    [Fact]
    public async Task A_change_that_a_crash_kept_from_the_log_is_told_at_the_next_start()
    {
        var change = new SubscriptionChange
        {
            ChangeId = Guid.CreateVersion7(),
            SubscriptionId = Guid.CreateVersion7(),
            Version = 1,
            Kind = SubscriptionChangeKind.Created,
            Current = new Subscription { Name = "Stored and not told", Version = 1 },
            Actor = new Actor { Name = "admin" },
            ChangedAt = Noon,
        };

        await using NotifierHost host = await NotifierHost.StartAsync(prepare: async folder =>
        {
            await using SqliteSubscriptionStore store = await SqliteSubscriptionStore.OpenAsync(Path.Combine(folder, "subscriptions.db"), CancellationToken.None);
            await store.ChangeAsync(change, CancellationToken.None);
        });

        AuditEntry entry = Assert.Single(await host.EntriesAsync(1));
        Assert.Equal((change.ChangeId, "Stored and not told"), (entry.EntryId, entry.ResourceName));
        await Eventually.TrueAsync(async () => (await host.Store.UnannouncedAsync(10, CancellationToken.None)).Count == 0);
    }

    private static JsonElement Metadata(AuditEntry entry) => JsonElement.Parse(entry.AdditionalMetadata.Text!);
}
