using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="ISubscriptionStore"/> promises of subscriptions and their history. Every store passes it.</summary>
public abstract class SubscriptionStoreContract : StoreContract<ISubscriptionStore>
{
    [Fact]
    public async Task An_empty_store_has_revision_0_and_nothing_else()
    {
        ISubscriptionStore store = await OpenAsync();

        Assert.Equal(0, await store.RevisionAsync(Cancellation));
        SubscriptionSet set = await store.LoadAsync(Cancellation);
        Assert.Equal(0, set.Revision);
        Assert.Empty(set.Subscriptions);
        Assert.Empty(await store.HistoryAsync(Guid.CreateVersion7(), Cancellation));
        Assert.Empty(await store.UnannouncedAsync(10, Cancellation));
        Assert.Empty(await store.ListProgressAsync(Cancellation));
        Assert.Empty(await store.RequestsAsync(Guid.CreateVersion7(), 0, Cancellation));
    }

    [Fact]
    public async Task A_change_comes_back_as_it_was_with_its_revision_also_after_reopening()
    {
        SubscriptionChange change = Full();
        SubscriptionChangeResult result = await (await OpenAsync()).ChangeAsync(change, Cancellation);

        ISubscriptionStore store = await ReopenAsync();
        SubscriptionChange stored = Assert.Single(await store.HistoryAsync(change.SubscriptionId, Cancellation));
        Subscription now = Assert.Single((await store.LoadAsync(Cancellation)).Subscriptions);

        Assert.True(result.Stored);
        Assert.Equal(Text(change with { Revision = 1 }), Text(result.Change!));
        Assert.Equal(Text(change with { Revision = 1 }), Text(stored));
        Assert.Equal(WireFormat.SerializeToText(change.Current), WireFormat.SerializeToText(now));
        Assert.Equal(1, await store.RevisionAsync(Cancellation));
    }

    [Fact]
    public async Task The_subscriptions_are_the_latest_change_of_each_by_name_without_the_deleted()
    {
        SubscriptionChange b = Subscriptions.Created("B");
        SubscriptionChange a = Subscriptions.Created("A");
        SubscriptionChange gone = Subscriptions.Created("Gone");
        ISubscriptionStore store = await OpenAsync();

        await StoreAsync(store, b, a, gone, b.Renamed("C"), gone.Deleted());

        SubscriptionSet set = await store.LoadAsync(Cancellation);
        Assert.Equal(5, set.Revision);
        Assert.Equal([a.SubscriptionId, b.SubscriptionId], set.Subscriptions.Select(one => one.Id));
        Assert.Equal(["A", "C"], set.Subscriptions.Select(one => one.Name));
        Assert.Equal(2, set.Subscriptions[1].Version);
    }

    [Fact]
    public async Task The_history_is_latest_first_and_survives_the_deletion()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        SubscriptionChange updated = created.Renamed("B");
        ISubscriptionStore store = await OpenAsync();
        await StoreAsync(store, created, Subscriptions.Created("other"), updated, updated.Deleted());

        IReadOnlyList<SubscriptionChange> history = await store.HistoryAsync(created.SubscriptionId, Cancellation);

        Assert.Equal([SubscriptionChangeKind.Deleted, SubscriptionChangeKind.Updated, SubscriptionChangeKind.Created], history.Select(change => change.Kind));
        Assert.Equal([4L, 3L, 1L], history.Select(change => change.Revision));
        Assert.Equal("A", history[1].Previous!.Name);
        Assert.Equal("B", history[1].Current!.Name);
        Assert.Null(history[0].Current);
    }

    [Fact]
    public async Task A_change_whose_version_is_not_the_next_is_refused_with_what_is_there()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        ISubscriptionStore store = await OpenAsync();
        await StoreAsync(store, created);

        SubscriptionChangeResult same = await store.ChangeAsync(Subscriptions.Created("B") with { SubscriptionId = created.SubscriptionId }, Cancellation);
        SubscriptionChangeResult skipping = await store.ChangeAsync(created.Renamed("B") with { Version = 3 }, Cancellation);
        SubscriptionChangeResult ofNothing = await store.ChangeAsync(Subscriptions.Created("C").Renamed("D"), Cancellation);

        Assert.All([same, skipping, ofNothing], result => Assert.False(result.Stored));
        Assert.Equal(created.ChangeId, same.Change!.ChangeId);
        Assert.Equal(created.ChangeId, skipping.Change!.ChangeId);
        Assert.Null(ofNothing.Change);
        Assert.Equal(1, await store.RevisionAsync(Cancellation));
        Assert.Single(await store.HistoryAsync(created.SubscriptionId, Cancellation));
    }

    [Fact]
    public async Task A_name_that_another_has_is_refused_ignoring_case_and_free_again_when_it_is_given_up()
    {
        SubscriptionChange siem = Subscriptions.Created("Straße SIEM");
        SubscriptionChange mail = Subscriptions.Created("Mail");
        ISubscriptionStore store = await OpenAsync();
        await StoreAsync(store, siem, mail);

        SubscriptionChangeResult created = await store.ChangeAsync(Subscriptions.Created("STRAßE siem"), Cancellation);
        SubscriptionChangeResult renamed = await store.ChangeAsync(mail.Renamed("straße siem"), Cancellation);

        Assert.False(created.Stored);
        Assert.Equal(siem.SubscriptionId, created.NameTakenBy);
        Assert.False(renamed.Stored);
        Assert.Equal(siem.SubscriptionId, renamed.NameTakenBy);
        Assert.Equal(2, await store.RevisionAsync(Cancellation));

        SubscriptionChange other = siem.Renamed("STRASSE");
        await StoreAsync(store, siem.Renamed("straße Siem"));
        await StoreAsync(store, other with { Version = 3, Current = other.Current! with { Version = 3 } });
        await StoreAsync(store, mail.Renamed("Straße SIEM"));
        await StoreAsync(store, (other with { Version = 3 }).Deleted(), Subscriptions.Created("Strasse"));
    }

    [Fact]
    public async Task Of_subscriptions_with_one_name_made_at_once_exactly_one_is_stored()
    {
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];

        SubscriptionChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => stores[i % 2].ChangeAsync(Subscriptions.Created(i % 3 == 0 ? "SIEM" : "siem"), Cancellation))));

        SubscriptionChange stored = Assert.Single(results, result => result.Stored).Change!;
        Assert.All(results.Where(result => !result.Stored), result => Assert.Equal(stored.SubscriptionId, result.NameTakenBy));
        Assert.Single((await stores[1].LoadAsync(Cancellation)).Subscriptions);
    }

    [Fact]
    public async Task The_same_change_again_is_stored_once_also_when_others_came_after_it()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        SubscriptionChange skipped = created.Skipped(7);
        ISubscriptionStore store = await OpenAsync();
        await StoreAsync(store, created, skipped, skipped.Renamed("B"));

        SubscriptionChangeResult again = await store.ChangeAsync(skipped, Cancellation);

        Assert.True(again.Stored);
        Assert.Equal(2, again.Change!.Revision);
        Assert.Equal("A", again.Change.Current!.Name);
        Assert.Equal(3, await store.RevisionAsync(Cancellation));
        Assert.Single(await store.RequestsAsync(created.SubscriptionId, 0, Cancellation));
    }

    [Fact]
    public async Task Of_changes_to_one_version_at_once_exactly_one_is_stored()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];
        await StoreAsync(stores[0], created);

        SubscriptionChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => stores[i % 2].ChangeAsync(created.Renamed($"number {i}"), Cancellation))));

        SubscriptionChange stored = Assert.Single(results, result => result.Stored).Change!;
        Assert.All(results, result => Assert.Equal(stored.ChangeId, result.Change!.ChangeId));
        Assert.Equal(2, await stores[1].RevisionAsync(Cancellation));
    }

    [Fact]
    public async Task Changes_of_many_at_once_get_revisions_without_holes_and_a_change_given_twice_gets_one()
    {
        SubscriptionChange[] changes = [.. Enumerable.Range(0, 12).Select(i => Subscriptions.Created($"number {i}"))];
        ISubscriptionStore[] stores = [await OpenAsync(), await OpenAsync()];

        SubscriptionChangeResult[] results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            Task.Run(() => stores[i % 2].ChangeAsync(changes[i / 2], Cancellation))));

        Assert.All(results, result => Assert.True(result.Stored));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (i / 2) + 1L), results.Select(result => result.Change!.Revision).Order());
        Assert.Equal(12, (await stores[0].LoadAsync(Cancellation)).Subscriptions.Count);
    }

    [Fact]
    public async Task Changes_stay_unannounced_until_marked_in_the_order_of_their_revision()
    {
        SubscriptionChange[] changes = [Subscriptions.Created("A"), Subscriptions.Created("B"), Subscriptions.Created("C")];
        ISubscriptionStore store = await OpenAsync();
        await StoreAsync(store, changes);
        // What is asked without changing anything is nothing to tell the log.
        await store.RequestRetryAsync(changes[0].SubscriptionId, Cancellation);

        Assert.Equal([1L, 2L], (await store.UnannouncedAsync(2, Cancellation)).Select(change => change.Revision));
        await store.MarkAnnouncedAsync(changes[1].ChangeId, Cancellation);
        await store.MarkAnnouncedAsync(changes[1].ChangeId, Cancellation);
        store = await ReopenAsync();

        Assert.Equal([1L, 3L], (await store.UnannouncedAsync(10, Cancellation)).Select(change => change.Revision));
        Assert.Equal(3, (await store.LoadAsync(Cancellation)).Revision);
        Assert.Single(await store.HistoryAsync(changes[0].SubscriptionId, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_change_throws_and_can_be_given_again()
    {
        SubscriptionChange change = Subscriptions.Created("A");
        ISubscriptionStore store = await OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ChangeAsync(change, new CancellationToken(canceled: true)));

        Assert.Equal(1, (await store.ChangeAsync(change, Cancellation)).Change!.Revision);
    }

    private static async Task StoreAsync(ISubscriptionStore store, params SubscriptionChange[] changes)
    {
        foreach (SubscriptionChange change in changes)
        {
            Assert.True((await store.ChangeAsync(change, Cancellation)).Stored);
        }
    }

    /// <summary>Every field filled, with what storage likes to lose.</summary>
    private static SubscriptionChange Full()
    {
        SubscriptionChange change = Subscriptions.Created("Räume 🎥");
        return change with
        {
            ChangedAt = Entries.Noon.AddTicks(7),
            Why = "503 – \"später\"",
            Position = 0,
            FailingSince = Entries.Noon.AddTicks(1),
            Actor = new Actor { Type = ActorTypes.Service, Name = "Notifier" },
            Current = change.Current! with
            {
                Enabled = false,
                StartAt = SubscriptionStarts.Beginning,
                Filter = new SubscriptionFilter
                {
                    Resources = [AuditableResources.Playback],
                    Actions = [AuditableActions.Enter],
                    Rules = [Guid.CreateVersion7()],
                    Actors = [@"CORP\jürgen"],
                    Cameras = ["Entrance"],
                    Results = [AuditResults.Denied],
                    Tenants = ["north"],
                    Channels = ["siem"],
                },
                Destination = new Destination
                {
                    Kind = DestinationKinds.Email,
                    Email = new EmailSettings { Host = "mail", From = "a@example.org", To = ["b@example.org", "c@example.org"], DigestMinutes = 5 },
                },
                Secrets =
                [
                    new SealedSecret { Name = "password", Sealed = "AAEC+/8=", CreatedAt = Entries.Noon },
                    new SealedSecret { Name = "password", Sealed = "AAED", CreatedAt = Entries.Noon, ExpiresAt = Entries.Noon.AddDays(1) },
                ],
            },
        };
    }

    private static string Text(SubscriptionChange change) => WireFormat.SerializeToText(change);
}
