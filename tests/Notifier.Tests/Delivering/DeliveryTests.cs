using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>From the log to destinations: in order, at least once, each at its own pace.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Entries_arrive_in_the_order_of_the_log_and_as_the_log_attests_them()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        await host.AppendAsync(1, 12);
        Subscription subscription = await host.SubscribeAsync("a");
        await host.UntilGotAsync("a", 12);
        await host.AppendAsync(13, 3);
        await host.UntilGotAsync("a", 15);

        IReadOnlyList<Notification> got = host.Receivers["a"].Got;
        Assert.Equal(Enumerable.Range(1, 15).Select(number => $"{number}"), got.Select(one => one.Entry.ResourceName));
        Assert.Equal(got.Select(one => one.Position).Order(), got.Select(one => one.Position));
        Assert.All(got, one => Assert.Equal(subscription.Id, one.SubscriptionId));
        AttestedPage stored = await host.AuditLog.ReadAttestedAsync(new AuditQuery(new AuditFilter { Resource = AuditableResources.CameraSettings }), CancellationToken.None);
        Assert.Equal(
            stored.Entries.OrderBy(entry => entry.Position).Select(entry => System.Text.Encoding.UTF8.GetString(entry.Attested.Span)),
            got.Select(one => one.Attested));

        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: 15 } progress && progress.AcknowledgedEntryId == got[^1].Entry.EntryId);
        Assert.Equal((await host.Log.ReadAsync(0, CancellationToken.None)).Items[0].EntryId, (await host.ProgressAsync(subscription))!.LogId);
    }

    [Fact]
    public async Task A_destination_that_is_away_holds_up_nobody_and_gets_everything_later()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["away"].Answer = _ => DeliveryReport.Failed(0, "connection refused");
        Subscription away = await host.SubscribeAsync("away");
        await host.SubscribeAsync("b");
        await host.SubscribeAsync("c");
        await host.AppendAsync(1, 8);
        await host.UntilGotAsync("b", 8);
        await host.UntilGotAsync("c", 8);

        DeliveryProgress? failing = null;
        await DeliveryHost.UntilAsync(async () => (failing = await host.ProgressAsync(away)) is { Failures: > 0 });
        Assert.Equal("connection refused", failing!.LastFailure);
        Assert.NotNull(failing.NextAttemptAt);
        Assert.Empty(host.Receivers["away"].Got);

        host.Receivers["away"].Answer = null;
        await host.Store.RequestRetryAsync(away.Id, CancellationToken.None);
        await host.UntilGotAsync("away", 8);
        Assert.Equal(Enumerable.Range(1, 8).Select(number => $"{number}"), host.Receivers["away"].Got.Select(one => one.Entry.ResourceName));
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(away) is { Failures: 0, FailingSince: null, LastFailure: null, NextAttemptAt: null, Delivered: 8 });
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_failure_is_not_sent_again()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        await host.AppendAsync(1, 6);
        bool failed = false;
        host.Receivers["a"].Answer = all =>
        {
            bool first = !failed;
            failed = true;
            return first && all.Count > 2 ? DeliveryReport.Failed(2, "full") : DeliveryReport.All(all);
        };
        await host.SubscribeAsync("a");
        await host.UntilGotAsync("a", 6);
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"{number}"), host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
    }

    [Fact]
    public async Task A_destination_that_throws_has_failed_and_is_tried_again()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].Answer = _ => host.Receivers["a"].Attempts > 2 ? new DeliveryReport(1) : throw new InvalidOperationException("a bug");
        host.Receivers["a"].MostAtOnce = 1;
        await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await host.UntilGotAsync("a", 1);
        Assert.True(host.Receivers["a"].Attempts >= 3);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_it_was()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        var receivers = new ScriptedKind();
        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            await host.SubscribeAsync("a");
            await host.AppendAsync(1, 5);
            await host.UntilGotAsync("a", 5);
        }

        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers))
        {
            await host.AppendAsync(6, 5);
            await host.UntilGotAsync("a", 10);
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"{number}"), receivers["a"].Got.Select(one => one.Entry.ResourceName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Now_begins_with_what_comes_after_the_subscription()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        await host.AppendAsync(1, 4);
        // One that has no position yet comes after the subscription.
        await DeliveryHost.UntilAsync(async () =>
            (await host.Log.ReadAsync(0, CancellationToken.None)).Items.Count(item => item.Entry.Text!.Contains("\"CAMERA_SETTINGS\"", StringComparison.Ordinal)) == 4);
        await host.SubscribeAsync("a", startAt: SubscriptionStarts.Now);
        await host.AppendAsync(5, 2);
        await host.UntilGotAsync("a", 2);
        Assert.Equal(["5", "6"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
    }

    [Fact]
    public async Task A_disabled_subscription_keeps_its_place()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        Subscription subscription = await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await host.UntilGotAsync("a", 1);
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: 1 });
        await host.EnableAsync(subscription, enabled: false);
        await host.AppendAsync(2, 3);
        int attempts = host.Receivers["a"].Attempts;
        await host.EnableAsync(subscription, enabled: true);
        await host.UntilGotAsync("a", 4);
        Assert.Equal(["1", "2", "3", "4"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
        Assert.True(attempts <= 1, "It was told while it was disabled.");
    }

    [Fact]
    public async Task A_digest_is_collected_from_when_its_first_entry_was_appended()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        host.Receivers["a"].CollectsFor = TimeSpan.FromHours(1);
        host.Receivers["a"].MostAtOnce = 100;
        await host.SubscribeAsync("a");
        await host.SubscribeAsync("witness");
        await host.AppendAsync(1, 7);
        await host.UntilGotAsync("witness", 7);
        Assert.Equal(0, host.Receivers["a"].Attempts);

        host.Time.Ahead = TimeSpan.FromHours(1);
        await host.UntilGotAsync("a", 7);
        Assert.Equal([7], host.Receivers["a"].Batches);
    }

    [Fact]
    public async Task What_a_rule_asked_for_is_reported_with_the_rule_once_it_is_delivered()
    {
        await using DeliveryHost host = await DeliveryHost.StartAsync();
        await host.SubscribeAsync("desk", new SubscriptionFilter { Channels = ["desk"] });
        RuleMatch asking = Given.Match(1, RuleMode.Live, "desk", "other");
        ActivityDecided decided = Decided([asking, Given.Match(2, RuleMode.Live, "other"), Given.Match(3, RuleMode.Shadow, "desk")], "desk", "other");
        await host.PublishAsync(Decided([], []));
        await host.PublishAsync(decided);
        await host.UntilGotAsync("desk", 1);

        Notification got = Assert.Single(host.Receivers["desk"].Got);
        Assert.Equal(decided.Activity.ActivityId, got.Entry.EntryId);
        Assert.Equal([asking.Id], got.AskedBy.Select(rule => rule.Id));

        AuditPage page = null!;
        var filter = new AuditFilter { Resource = AuditableResources.Outcome, CorrelationId = decided.Activity.ActivityId };
        await DeliveryHost.UntilAsync(async () => (page = await host.AuditLog.QueryAsync(new AuditQuery(filter), CancellationToken.None)).Entries.Count > 0);
        AuditEntry outcome = Assert.Single(page.Entries);
        Assert.Equal(("DELIVER", "Notifier"), (outcome.AuditableAction, outcome.Actor.Name));
        OutcomeDelivered report = Wire.WireFormat.Deserialize<OutcomeDelivered>(outcome.AdditionalMetadata.Text!);
        OutcomeDelivery delivery = Assert.Single(report.Deliveries);
        Assert.Equal((asking.Id, "Notification to channel 'desk' by subscription 'desk'"), (delivery.RuleId, delivery.Text));
    }

    private static ActivityDecided Decided(IReadOnlyList<RuleMatch> matches, params string[] channels) => new()
    {
        Activity = new ActivityObserved
        {
            ActivityId = Guid.CreateVersion7(),
            ClientSessionId = Guid.CreateVersion7(),
            SequenceNumber = 1,
            Kind = ActivityKinds.PlaybackEntered,
            ObservedAt = Given.Noon,
            Actor = new Actor { Name = "mkoch" },
            Site = new SiteRef { Id = "s", Name = "Harbour" },
            Cameras = [new CameraRef { Id = "c7", Name = "Gate 7" }],
        },
        Decision = new Decision { Matches = matches, Outcome = new Outcome { NotificationChannels = channels } },
        AcceptedAt = Given.Noon,
    };
}
