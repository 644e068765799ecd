namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteEntryFactsTests : EntryFactsContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IAuditLog> OpenStoreAsync() => await SqliteAuditLog.OpenAsync(_folder.File("audit-log.db"), Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
