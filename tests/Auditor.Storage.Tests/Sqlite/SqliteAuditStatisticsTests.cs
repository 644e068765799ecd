namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteAuditStatisticsTests : AuditStatisticsContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IAuditLog> OpenStoreAsync() => await SqliteAuditLog.OpenAsync(_folder.File("audit-log.db"), Cancellation);

    protected override Task<IAuditStatistics> OpenStatisticsAsync(IAuditLog log) => Task.FromResult<IAuditStatistics>(SqliteAuditStatistics.Of((SqliteAuditLog)log));

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
