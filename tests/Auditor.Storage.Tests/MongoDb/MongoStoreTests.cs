using Auditor.Storage.MongoDb;
using MongoDB.Driver;

namespace Auditor.Storage.Tests.MongoDb;

/// <summary>How the MongoDB stores are connected.</summary>
public sealed class MongoStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable() =>
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => MongoAuditLog.OpenAsync("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300", Cancellation));

    [Fact]
    public async Task A_connection_string_cannot_weaken_what_is_promised()
    {
        var database = new MongoTestDatabase();
        database.SkipWithoutServer();
        string weak = new MongoUrlBuilder(database.Connection) { W = 1, Journal = false, ReadConcernLevel = ReadConcernLevel.Local, ReadPreference = ReadPreference.Secondary }.ToString();

        await using MongoStore store = await MongoStore.OpenAsync(weak, "entries", MongoEntryDocument.Indexes, Cancellation);

        Assert.Equal(WriteConcern.WMajority.With(journal: true), store.Documents.Settings.WriteConcern);
        Assert.Equal(ReadConcern.Majority, store.Documents.Settings.ReadConcern);
        Assert.Equal(ReadPreference.Primary, store.Documents.Settings.ReadPreference);
        await database.RemoveAsync();
    }
}
