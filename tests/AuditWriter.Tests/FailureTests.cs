using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.AuditWriter.Failures;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Tests;

/// <summary>What cannot become an entry is kept, whatever it is and whatever the store does.</summary>
public sealed class FailureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"activity\":null}")]
    [InlineData("{\"activity\":{\"activityId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\",\"kind\":\"ExportStarted\",\"actor\":{\"name\":\"a\"},\"site\":{\"name\":\"s\"},\"cameras\":[null]}}")]
    [InlineData("{\"activity\":{\"activityId\":\"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d\",\"kind\":\"ExportStarted\",\"actor\":{\"name\":\"a\"},\"site\":{\"name\":\"s\"},\"export\":{\"recordings\":[null]}}}")]
    [InlineData("{\"decision\":{\"matches\":[null]}}")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task A_decision_that_no_service_of_ours_sends_is_kept_in_words(string body)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        await host.PublishBytesAsync<ActivityDecided>(Encoding.UTF8.GetBytes(body));

        JsonNode failure = await OneAsync(host);
        Assert.DoesNotContain("NullReference", failure["problem"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reports_without_an_id_keep_both_bodies()
    {
        await using WriterHost host = await WriterHost.StartAsync();

        await host.PublishAsync(Report("first"u8.ToArray()) with { FailureId = Guid.Empty });
        await host.PublishAsync(Report("second"u8.ToArray()) with { FailureId = Guid.Empty });

        await UntilAsync(host, 2);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"queue\":\"x\",\"bodyBase64\":\"not base64!\"}")]
    [InlineData("{\"queue\":null,\"bodyBase64\":\"AAAA\"}")]
    public async Task A_report_that_cannot_be_read_is_kept_itself(string body)
    {
        await using WriterHost host = await WriterHost.StartAsync();

        await host.PublishBytesAsync<MessageFailed>(Encoding.UTF8.GetBytes(body));

        JsonNode failure = await OneAsync(host);
        Assert.Equal(Queues.Failures, failure["queue"]!.GetValue<string>());
        JsonNode whole = JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/failed-appends/" + failure["failureId"]))!;
        Assert.Equal(body, whole["bodyText"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_second_change_with_the_same_id_by_somebody_else_is_kept()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        var change = new ConfigurationChanged
        {
            ChangeId = Guid.CreateVersion7(),
            AuditableResource = AuditableResources.Scheme,
            AuditableAction = AuditableActions.Create,
            ResourceName = "A",
            Actor = new Actor { Name = "alice" },
            OccurredAt = Noon,
        };
        await host.PublishAsync(change);
        await host.Announced.OfAsync(change.ChangeId);

        await host.PublishAsync(change with { ResourceName = "B", Actor = new Actor { Name = "mallory" } });

        JsonNode failure = await OneAsync(host);
        Assert.Contains("says something else", failure["problem"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_can_be_an_entry_now_is_settled_by_its_import()
    {
        await using WriterHost host = await WriterHost.StartAsync();
        var change = new ConfigurationChanged
        {
            ChangeId = Guid.CreateVersion7(),
            AuditableResource = AuditableResources.Scheme,
            AuditableAction = AuditableActions.Create,
            ResourceName = "A",
            Actor = new Actor { Name = "alice" },
            OccurredAt = Noon,
        };
        await host.PublishAsync(Report(WireFormat.Serialize(change)) with { Queue = Queues.Changes });
        JsonNode failure = await OneAsync(host);

        using HttpResponseMessage answer = await host.Http.PostAsync(
            $"/api/audit/failed-appends/{failure["failureId"]}/reimport", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await host.Announced.OfAsync(change.ChangeId);
        await UntilAsync(host, 0);
        JsonNode settled = JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/failed-appends/" + failure["failureId"]))!;
        Assert.Equal("reimported", settled["settlement"]!["how"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_store_that_is_away_is_waited_for_by_failures_too()
    {
        var store = new AwayThenBack();
        var keeper = new FailureKeeper(store, TimeProvider.System);

        await keeper.KeepAsync(new FailedAppend { FailureId = Guid.NewGuid() }, CancellationToken.None);

        Assert.Equal(4, store.Tries);
    }

    private static MessageFailed Report(byte[] body) => new()
    {
        FailureId = Guid.CreateVersion7(),
        Queue = Queues.Activities,
        BodyBase64 = Convert.ToBase64String(body),
        Problem = "broken",
        FailedAt = Noon,
    };

    private static async Task<JsonNode> OneAsync(WriterHost host) => (await UntilAsync(host, 1))[0]!;

    private static async Task<JsonArray> UntilAsync(WriterHost host, int count)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            JsonArray failures = JsonNode.Parse(await host.Http.GetStringAsync("/api/audit/failed-appends"))!["failures"]!.AsArray();
            if (failures.Count == count)
            {
                return failures;
            }

            Assert.True(DateTime.UtcNow < until, $"{failures.Count} failed appends instead of {count}: {failures.ToJsonString()}");
            await Task.Delay(20);
        }
    }

    private sealed class AwayThenBack : IFailedAppends
    {
        public int Tries { get; private set; }

        public Task AddAsync(FailedAppend failure, CancellationToken cancellation) =>
            ++Tries < 4 ? throw new StoreUnavailableException("away", new IOException()) : Task.CompletedTask;

        public Task<FailedAppend?> FindAsync(Guid failureId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<FailedAppend>> ListAsync(bool includeSettled, int limit, FailedAppendCursor? after, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<long> CountOpenAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> SettleAsync(Guid failureId, DateTimeOffset failedAt, Settlement settlement, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
