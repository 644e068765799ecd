namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteSubscriptionStoreTests : SubscriptionStoreContract
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("subscriptions.db");

    [Fact]
    public async Task A_change_whose_request_cannot_be_written_is_not_there_in_part()
    {
        SubscriptionChange created = Subscriptions.Created("A");
        ISubscriptionStore store = await OpenAsync();
        await store.ChangeAsync(created, Cancellation);
        await using (SqliteDatabase file = await SqliteDatabase.OpenAsync(Path, SubscriptionSchema.Current, Cancellation))
        {
            await file.WriteAsync(session => session.Execute("DROP TABLE delivery_requests"), Cancellation);
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ChangeAsync(created.Skipped(7), Cancellation));

        Assert.Equal(1, await store.RevisionAsync(Cancellation));
        Assert.Single(await store.HistoryAsync(created.SubscriptionId, Cancellation));
    }

    protected override async Task<ISubscriptionStore> OpenStoreAsync() => await SqliteSubscriptionStore.OpenAsync(Path, Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
