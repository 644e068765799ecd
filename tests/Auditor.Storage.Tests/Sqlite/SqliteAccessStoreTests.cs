namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteAccessStoreTests : AccessStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IAccessStore> OpenStoreAsync() => await SqliteAccessStore.OpenAsync(_folder.File("access.db"), Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
