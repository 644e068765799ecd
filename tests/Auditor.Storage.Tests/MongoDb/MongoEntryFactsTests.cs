using Auditor.Storage.MongoDb;

namespace Auditor.Storage.Tests.MongoDb;

public sealed class MongoEntryFactsTests : EntryFactsContract
{
    private readonly MongoTestDatabase _database = new();

    public override ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        return base.InitializeAsync();
    }

    protected override async Task<IAuditLog> OpenStoreAsync() => await MongoAuditLog.OpenAsync(_database.Connection, Cancellation);

    protected override ValueTask RemoveAsync() => _database.RemoveAsync();
}
