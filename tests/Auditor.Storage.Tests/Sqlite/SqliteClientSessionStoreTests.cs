namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteClientSessionStoreTests : ClientSessionStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IClientSessionStore> OpenStoreAsync() =>
        await SqliteClientSessionStore.OpenAsync(_folder.File("audit-log.db"), Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
