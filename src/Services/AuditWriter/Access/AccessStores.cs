using Auditor.Hosting;
using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>Opens the store of keys and accounts, for the service and for the commands that make the first of them.</summary>
public static class AccessStores
{
    private const string DatabaseFile = "access.db";

    /// <exception cref="UnusableConfigurationException">The configuration names a store that cannot be used.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public static async Task<IAccessStore> OpenAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(configuration);
#if FULL_FEED
        if (configuration.MongoDb() is { } connection)
        {
            return await Storage.MongoDb.MongoAccessStore.OpenAsync(connection, cancellation);
        }
#else
        _ = configuration.MongoDb();
#endif
        return await SqliteAccessStore.OpenAsync(configuration.StoreFile(DatabaseFile), cancellation);
    }
}
