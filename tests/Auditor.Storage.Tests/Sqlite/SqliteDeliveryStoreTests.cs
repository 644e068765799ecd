namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteDeliveryStoreTests : DeliveryStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<ISubscriptionStore> OpenStoreAsync() => await SqliteSubscriptionStore.OpenAsync(_folder.File("subscriptions.db"), Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
