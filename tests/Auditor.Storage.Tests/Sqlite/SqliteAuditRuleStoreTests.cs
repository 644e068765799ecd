namespace Auditor.Storage.Tests.Sqlite;

public sealed class SqliteAuditRuleStoreTests : AuditRuleStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override async Task<IAuditRuleStore> OpenStoreAsync() => await SqliteAuditRuleStore.OpenAsync(_folder.File("rules.db"), Cancellation);

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
