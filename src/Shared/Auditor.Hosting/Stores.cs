using Microsoft.Extensions.Configuration;

namespace Auditor.Hosting;

/// <summary>Where a host keeps its stores.</summary>
public static class Stores
{
    public const string FolderKey = "Auditor:Store:Folder";

    public const string MongoDbConnectionName = "mongodb";

    /// <summary>The MongoDB connection string, or null for SQLite files.</summary>
    /// <exception cref="UnusableConfigurationException">It is set in a build that has no MongoDB driver.</exception>
    public static string? MongoDb(this IConfiguration configuration)
    {
        string? connection = configuration.GetConnectionString(MongoDbConnectionName);
        if (string.IsNullOrWhiteSpace(connection))
        {
            return null;
        }

#if FULL_FEED
        return connection;
#else
        throw new UnusableConfigurationException(
            "ConnectionStrings:mongodb is set, but this build has no MongoDB driver. Build with -p:FullFeed=true, or remove the key to use SQLite files.");
#endif
    }

    /// <summary>Path of a store's file in the data folder, which is made when it is not there, for its owner only.</summary>
    /// <exception cref="UnusableConfigurationException">The folder cannot be made.</exception>
    public static string StoreFile(this IConfiguration configuration, string name)
    {
        string folder = Path.GetFullPath(configuration[FolderKey] is { Length: > 0 } set ? set : "data");
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException($"{FolderKey} is '{folder}', where no folder can be made: {problem.Message}");
        }

        return Path.Combine(folder, name);
    }
}
