namespace Auditor.Storage;

/// <summary>
/// The tables of one database file, as the scripts that lead from each version to the next. A file's version is the number of
/// scripts it has been through (<c>PRAGMA user_version</c>). A script that has been released never changes; a new one is added.
/// </summary>
internal sealed record SqliteSchema(IReadOnlyList<string> Scripts)
{
    /// <summary>Brings a file up to date: all of it, or nothing.</summary>
    /// <exception cref="StoreVersionException">The file is newer than this code.</exception>
    public void Migrate(SqliteSession session, string path)
    {
        if (ReadVersion(session, path) == Scripts.Count)
        {
            return;
        }

        session.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have migrated it while this one waited for the lock.
            for (int version = ReadVersion(session, path); version < Scripts.Count; version++)
            {
                session.ExecuteScript(Scripts[version]);
            }

            session.ExecuteScript($"PRAGMA user_version = {Scripts.Count}");
            session.Execute("COMMIT");
        }
        catch
        {
            session.RollBack();
            throw;
        }
    }

    private int ReadVersion(SqliteSession session, string path)
    {
        int version = (int)session.Count("PRAGMA user_version");
        return version <= Scripts.Count
            ? version
            : throw new StoreVersionException(
                $"{path} has schema version {version}; this build knows versions up to {Scripts.Count}. Run the version of Auditor that wrote it, or a later one.");
    }
}
