using Auditor.Storage.MongoDb;

namespace Auditor.Storage.Tests.MongoDb;

public sealed class MongoAuditRuleStoreTests : AuditRuleStoreContract
{
    private readonly MongoTestDatabase _database = new();

    public override ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        return base.InitializeAsync();
    }

    protected override async Task<IAuditRuleStore> OpenStoreAsync() => await MongoAuditRuleStore.OpenAsync(_database.Connection, Cancellation);

    protected override ValueTask RemoveAsync() => _database.RemoveAsync();
}
