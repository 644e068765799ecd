using Auditor.Contracts;
using Auditor.Notifier.Delivering;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

public sealed class WaitingNotificationsTests
{
    private static readonly Guid Subscription = Guid.NewGuid();
    private static readonly AuditEntry Export = Given.Entry() with { AuditableResource = AuditableResources.Export };

    [Fact]
    public void What_does_not_concern_the_subscription_is_settled_as_it_goes_by()
    {
        WaitingNotifications waiting = Exports();
        waiting.Add(Given.Page(10, Given.Entry(1), Given.Entry(2)));
        Assert.Equal((0, 12, 12), (waiting.Count, waiting.Next, waiting.Settled));
    }

    [Fact]
    public void What_waits_holds_the_settled_position_back()
    {
        WaitingNotifications waiting = Exports();
        waiting.Add(Given.Page(10, Given.Entry(1), Export, Given.Entry(3), Export));
        Assert.Equal((2, 14, 11), (waiting.Count, waiting.Next, waiting.Settled));

        waiting.Settle(1);
        Assert.Equal(13, waiting.Settled);
        waiting.Settle(1);
        Assert.Equal(14, waiting.Settled);
    }

    [Fact]
    public void The_attested_bytes_go_out_as_they_are()
    {
        var waiting = new WaitingNotifications(Subscription, new EntryFilter(new SubscriptionFilter()), 0);
        const string Attested = """{"auditableAction":"ENTER","auditableResource":"PLAYBACK","entryId":"0199c3a2-5b1e-7c44-9a6f-3d2b1a0f9e8d","newerField":1}""";
        waiting.Add(new FollowedPage(1, [new FollowedEntry(new LogItem { Position = 0, Entry = new JsonText(Attested) })]));
        Assert.Equal(Attested, waiting.First.Attested);
        Assert.Equal(0, waiting.First.Entry.Position);
    }

    [Fact]
    public void An_erased_entry_is_counted_and_passed()
    {
        WaitingNotifications waiting = Exports();
        waiting.Add(new FollowedPage(6, [new FollowedEntry(new LogItem { Position = 5, EntryId = Guid.NewGuid() })]));
        Assert.Equal(6, waiting.Settled);
        Assert.Equal(1, waiting.TakeErased());
        Assert.Equal(0, waiting.TakeErased());
    }

    [Fact]
    public void One_that_is_erased_behind_one_that_waits_is_counted_when_it_is_passed()
    {
        WaitingNotifications waiting = Exports();
        FollowedPage page = Given.Page(10, Export);
        waiting.Add(page with { Entries = [.. page.Entries, new FollowedEntry(new LogItem { Position = 11, EntryId = Guid.NewGuid() })] });
        Assert.Equal(0, waiting.TakeErased());

        waiting.Settle(1);
        Assert.Equal(1, waiting.TakeErased());
    }

    [Theory]
    [InlineData("""{"rules":7}""")]
    [InlineData("""{"auditableResource":null}""")]
    [InlineData("""{"result":null}""")]
    [InlineData("""{"actor":{"name":null}}""")]
    [InlineData("""{"actor":{"roles":[null]}}""")]
    [InlineData("""{"target":{"path":null}}""")]
    [InlineData("""{"cameras":[{"id":"c7","name":null}]}""")]
    [InlineData("""{"rules":[{"name":null}]}""")]
    [InlineData("""{"rules":[null]}""")]
    [InlineData("""{"actor":null}""")]
    [InlineData("""{"outcome":{"notificationChannels":null}}""")]
    [InlineData("[]")]
    [InlineData("7")]
    public void One_that_cannot_be_read_blocks_nobody_and_goes_only_to_those_who_asked_for_everything(string attested)
    {
        FollowedPage page = Given.Page(0, Export);
        page = page with { Entries = [new FollowedEntry(new LogItem { Position = 0, EntryId = Guid.NewGuid(), Entry = new JsonText(attested) }), new FollowedEntry(Given.Item(1, Export))] };

        WaitingNotifications exports = Exports(0);
        Assert.Equal(0, Assert.Single(exports.Add(page)).Position);
        Assert.Equal(1, exports.First.Position);

        var all = new WaitingNotifications(Subscription, new EntryFilter(new SubscriptionFilter()), 0);
        Assert.Empty(all.Add(page));
        Assert.Equal(attested, all.First.Attested);
        Assert.Equal(2, all.Count);
    }

    private static WaitingNotifications Exports(long from = 10) =>
        new(Subscription, new EntryFilter(new SubscriptionFilter { Resources = [AuditableResources.Export] }), from);
}
