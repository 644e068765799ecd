using Auditor.Storage.MongoDb;

namespace Auditor.Storage.Tests.MongoDb;

public sealed class MongoSubscriptionStoreTests : SubscriptionStoreContract
{
    private readonly MongoTestDatabase _database = new();

    public override ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        return base.InitializeAsync();
    }

    protected override async Task<ISubscriptionStore> OpenStoreAsync() => await MongoSubscriptionStore.OpenAsync(_database.Connection, Cancellation);

    protected override ValueTask RemoveAsync() => _database.RemoveAsync();
}
