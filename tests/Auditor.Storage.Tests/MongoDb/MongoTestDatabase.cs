using MongoDB.Driver;

namespace Auditor.Storage.Tests.MongoDb;

/// <summary>A database for one test on the server that <c>AUDITOR_MONGODB</c> names.</summary>
internal sealed class MongoTestDatabase
{
    private const string Variable = "AUDITOR_MONGODB";

    private readonly string _name = $"auditor_test_{Guid.NewGuid():n}";
    private readonly string? _server = Environment.GetEnvironmentVariable(Variable);
    private MongoClient? _client;

    public string Connection => new MongoUrlBuilder(_server) { DatabaseName = _name }.ToString();

    public void SkipWithoutServer() =>
        Assert.SkipWhen(string.IsNullOrEmpty(_server), $"needs {Variable}: the connection string of a MongoDB server, for instance mongodb://127.0.0.1:27017");

    /// <summary>The database itself, to do to it what no store does.</summary>
    public IMongoDatabase Open() => (_client ??= new MongoClient(_server)).GetDatabase(_name);

    public async ValueTask RemoveAsync()
    {
        if (!string.IsNullOrEmpty(_server))
        {
            await Open().Client.DropDatabaseAsync(_name);
            _client!.Dispose();
        }
    }
}
