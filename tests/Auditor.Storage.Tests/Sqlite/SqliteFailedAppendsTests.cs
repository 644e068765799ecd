namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteFailedAppendsTests : FailedAppendsContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IFailedAppends> OpenStoreAsync() => await SqliteFailedAppends.OpenAsync(_folder.File("audit-log.db"), Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
