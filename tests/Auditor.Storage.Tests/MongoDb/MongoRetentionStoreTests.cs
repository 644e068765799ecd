using Auditor.Storage.MongoDb;

namespace Auditor.Storage.Tests.MongoDb;

public sealed class MongoRetentionStoreTests : RetentionStoreContract
{
    private readonly MongoTestDatabase _database = new();

    public override ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        return base.InitializeAsync();
    }

    protected override async Task<IRetentionStore> OpenStoreAsync() =>
        await MongoRetentionStore.OpenAsync(_database.Connection, (await OpenLogAsync()).Ledger, TimeProvider.System, Cancellation);

    protected override async Task<(IAuditLog Log, ILedgerStore Ledger)> OpenLogAsync() =>
        (await MongoAuditLog.OpenAsync(_database.Connection, Cancellation), await MongoLedgerStore.OpenAsync(_database.Connection, Cancellation));

    protected override async Task<IFailedAppends> OpenFailuresAsync() => await MongoFailedAppends.OpenAsync(_database.Connection, Cancellation);

    protected override ValueTask RemoveAsync() => _database.RemoveAsync();
}
