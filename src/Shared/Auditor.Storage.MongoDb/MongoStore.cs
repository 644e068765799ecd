using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// One collection and those beside it, written and read by majority and from the primary, so that what was acknowledged is not rolled back and what is read
/// was acknowledged. Faults that may pass become <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class MongoStore : IAsyncDisposable
{
    private const string DefaultDatabase = "auditor";
    private const int OutOfDiskSpace = 14031;

    /// <summary>How long to wait for a document that a unique key says is there to become readable by majority.</summary>
    private static readonly TimeSpan MajorityPatience = TimeSpan.FromSeconds(10);

    private readonly MongoClient _client;

    private MongoStore(MongoClient client, IMongoCollection<BsonDocument> documents)
    {
        _client = client;
        Documents = documents;
    }

    public IMongoCollection<BsonDocument> Documents { get; }

    /// <summary>Connects, and creates the indexes that are missing.</summary>
    /// <param name="connection">Connection string; its database is used, or <c>auditor</c> where it names none.</param>
    /// <param name="collection">Name.</param>
    /// <param name="indexes">Beside the one of <c>_id</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static async Task<MongoStore> OpenAsync(
        string connection,
        string collection,
        IEnumerable<CreateIndexModel<BsonDocument>> indexes,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        var url = new MongoUrl(connection);
        var client = new MongoClient(url);
        try
        {
            IMongoCollection<BsonDocument> documents = client.GetDatabase(url.DatabaseName ?? DefaultDatabase).GetCollection<BsonDocument>(
                collection,
                new MongoCollectionSettings
                {
                    WriteConcern = WriteConcern.WMajority.With(journal: true),
                    ReadConcern = ReadConcern.Majority,
                    ReadPreference = ReadPreference.Primary,
                });
            var store = new MongoStore(client, documents);
            await store.RunAsync(() => documents.Indexes.CreateManyAsync(indexes, cancellation));
            return store;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Another collection of the database, under the same promises.</summary>
    public IMongoCollection<BsonDocument> Beside(string collection) => Documents.Database.GetCollection<BsonDocument>(collection, Documents.Settings);

    /// <summary>Creates the indexes that are missing in a collection beside.</summary>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public Task IndexAsync(string collection, IEnumerable<CreateIndexModel<BsonDocument>> indexes, CancellationToken cancellation) =>
        RunAsync(() => Beside(collection).Indexes.CreateManyAsync(indexes, cancellation));

    /// <exception cref="StoreUnavailableException">The server cannot be reached, is changing its primary, or could not reach its majority.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception problem) when (MayPass(problem))
        {
            throw new StoreUnavailableException($"MongoDB ({Documents.CollectionNamespace}) is not available: {problem.Message}", problem);
        }
    }

    /// <inheritdoc cref="RunAsync{T}(Func{Task{T}})"/>
    public Task RunAsync(Func<Task> work) =>
        RunAsync(async () =>
        {
            await work();
            return true;
        });

    /// <summary>
    /// Finds what a unique key says is there. Another writer may have inserted it a moment ago; until a majority has it, it may still be
    /// rolled back, and must not be called stored.
    /// </summary>
    public Task<BsonDocument> WaitForAsync(FilterDefinition<BsonDocument> filter, CancellationToken cancellation) =>
        WaitForAsync(Documents, filter, cancellation);

    /// <inheritdoc cref="WaitForAsync(FilterDefinition{BsonDocument}, CancellationToken)"/>
    public static async Task<BsonDocument> WaitForAsync(
        IMongoCollection<BsonDocument> documents, FilterDefinition<BsonDocument> filter, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(MajorityPatience);
        try
        {
            while (true)
            {
                if (await documents.Find(filter).FirstOrDefaultAsync(patience.Token) is { } found)
                {
                    return found;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
            }
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("A document that is there did not reach the majority in time.", problem);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool MayPass(Exception problem) => problem switch
    {
        TimeoutException or MongoExecutionTimeoutException => true,
        MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException => true,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoWriteConcernException => true,
        MongoBulkWriteException<BsonDocument> bulk => bulk.WriteConcernError is not null || bulk.WriteErrors.Any(error => error.Code == OutOfDiskSpace),
        MongoWriteException write => write.WriteConcernError is not null || write.WriteError?.Code == OutOfDiskSpace,
        MongoCommandException command => command.Code == OutOfDiskSpace || command.HasErrorLabel("RetryableWriteError"),
        _ => false,
    };
}
