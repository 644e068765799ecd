using Auditor.Storage.MongoDb;

namespace Auditor.Storage.Tests.MongoDb;

public sealed class MongoLedgerStoreTests : LedgerStoreContract
{
    private readonly MongoTestDatabase _database = new();
    private MongoAuditLog? _log;

    public override ValueTask InitializeAsync()
    {
        _database.SkipWithoutServer();
        return base.InitializeAsync();
    }

    protected override async Task<ILedgerStore> OpenStoreAsync() => await MongoLedgerStore.OpenAsync(_database.Connection, Cancellation);

    protected override async Task<IAuditLog> OpenLogAsync() => _log ??= await MongoAuditLog.OpenAsync(_database.Connection, Seal, Cancellation);

    protected override async ValueTask RemoveAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }

        await _database.RemoveAsync();
    }
}
