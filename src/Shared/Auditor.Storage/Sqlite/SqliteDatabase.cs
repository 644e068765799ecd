using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Auditor.Storage;

/// <summary>
/// One database file: one connection that writes, a few that read beside it. The calls into SQLite block, so they run on the thread
/// pool. Any number of processes may have the file open; they take turns at writing.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int MaximumReaders = 4;

    /// <summary>How long a write waits for other processes. Their transactions take milliseconds.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(MaximumReaders);
    private readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    private SqliteSession? _writer;
    private volatile bool _disposed;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(string path, SqliteSession writer)
    {
        _path = path;
        _writer = writer;
    }

    /// <summary>Creates the file, for its owner alone, where there is none, and brings its tables up to date.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">It is newer than this code.</exception>
    public static async Task<SqliteDatabase> OpenAsync(string path, SqliteSchema schema, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = Path.GetFullPath(path);
        return await Task.Run(
            () =>
            {
                try
                {
                    SqliteFile.CreateOwnerOnly(path);
                    return Patiently(() => Open(path, schema), cancellation);
                }
                catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
                {
                    throw new StoreUnavailableException($"{path} cannot be opened: {problem.Message}", problem);
                }
            },
            cancellation);
    }

    /// <summary>Runs work in one transaction. It is on the disk when this returns.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _writing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(() => Write(work, cancellation), cancellation);
        }
        catch (SqliteException problem) when (!IsFaultOfTheData(problem))
        {
            throw new StoreUnavailableException($"{_path} cannot be written: {problem.Message}", problem);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What trying again cannot cure: it must not be waited for as if the store were away.</summary>
    private static bool IsFaultOfTheData(SqliteException problem) =>
        problem.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;

    /// <summary>Runs one statement that reads; each statement sees the file as it was at one moment.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _reading.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(() => Read(work, cancellation), cancellation);
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was ended.", problem, cancellation);
        }
        catch (SqliteException problem)
        {
            throw new StoreUnavailableException($"{_path} cannot be read: {problem.Message}", problem);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>
    /// Writes the file anew without what is not used: what was deleted may still stand where SQLite moved it before it was. Takes time and
    /// twice the file's size on the disk; who writes waits.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be written, or the disk is full.</exception>
    public async Task RewriteAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await Task.Run(
                () => Patiently(
                    () =>
                    {
                        (_writer ??= SqliteSession.Open(_path, readOnly: false)).ExecuteScript("VACUUM");
                        return 0;
                    },
                    cancellation),
                cancellation);
        }
        catch (SqliteException problem)
        {
            throw new StoreUnavailableException($"{_path} cannot be written anew: {problem.Message}", problem);
        }
        finally
        {
            _writing.Release();
        }

        await EmptyLogAsync(cancellation);
    }

    /// <summary>Moves what the write-ahead log holds into the file and empties the log, so that what was overwritten is not in there any more.</summary>
    /// <exception cref="StoreUnavailableException">Somebody reads an older state all the time.</exception>
    public async Task EmptyLogAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await Task.Run(
                () =>
                {
                    SqliteSession writer = _writer ??= Patiently(() => SqliteSession.Open(_path, readOnly: false), cancellation);
                    long started = Stopwatch.GetTimestamp();
                    // The first column says whether it was kept from it by a reader.
                    while (writer.Count("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
                    {
                        if (Stopwatch.GetElapsedTime(started) > LockPatience)
                        {
                            throw new StoreUnavailableException($"{_path}: the write-ahead log cannot be emptied while somebody reads the file.");
                        }

                        cancellation.ThrowIfCancellationRequested();
                    }
                },
                cancellation);
        }
        catch (SqliteException problem)
        {
            throw new StoreUnavailableException($"{_path} cannot be written: {problem.Message}", problem);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Waits for what is under way, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _writing.WaitAsync();
        for (int i = 0; i < MaximumReaders; i++)
        {
            await _reading.WaitAsync();
        }

        // The writer last: the last connection to close moves what the log holds into the file.
        while (_idleReaders.TryTake(out SqliteSession? reader))
        {
            reader.Dispose();
        }

        _writer?.Dispose();
        _writing.Release();
        _reading.Release(MaximumReaders);
    }

    private static SqliteDatabase Open(string path, SqliteSchema schema)
    {
        SqliteSession writer = SqliteSession.Open(path, readOnly: false);
        try
        {
            schema.Migrate(writer, path);
            return new SqliteDatabase(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private T Write<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        SqliteSession writer = _writer ??= Patiently(() => SqliteSession.Open(_path, readOnly: false), cancellation);
        try
        {
            Patiently(() => writer.Execute("BEGIN IMMEDIATE"), cancellation);
            T result = work(writer);
            writer.Execute("COMMIT");
            return result;
        }
        catch (Exception problem)
        {
            writer.RollBack();
            if (problem is SqliteException)
            {
                // After a failed write SQLite may not trust its own cache; a new connection starts from the file.
                writer.Dispose();
                _writer = null;
            }

            throw;
        }
    }

    private T Read<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        SqliteSession reader = _idleReaders.TryTake(out SqliteSession? idle)
            ? idle
            : Patiently(() => SqliteSession.Open(_path, readOnly: true), cancellation);
        try
        {
            T result;
            using (cancellation.Register(reader.Interrupt))
            {
                result = Patiently(() => work(reader), cancellation);
            }

            _idleReaders.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Tries again while others hold the lock. SQLite's own waiting is not fair and cannot be cancelled.</summary>
    private static T Patiently<T>(Func<T> work, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return work();
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED && Stopwatch.GetElapsedTime(started) < LockPatience)
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(10));
            }
        }
    }
}
