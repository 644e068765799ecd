using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>What other runs of the client left in the folder, and that no living process holds.</summary>
internal sealed class EarlierSessions(string folder, Guid own, ISecretProtection protection, SpoolOptions options, TimeProvider time, IPluginLog log) : IDisposable
{
    private const string Where = "Spool";

    // A client that is just starting has made its folder and not its lock.
    private static readonly TimeSpan Starting = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly List<EarlierSession> _open = [];
    private readonly HashSet<Guid> _unreadable = [];
    private bool _disposed;

    /// <summary>The sessions that are open now, oldest first.</summary>
    public IReadOnlyList<EarlierSession> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open];
            }
        }
    }

    /// <summary>Looks for sessions that are dead, and opens them. Never throws. May take seconds when much waits.</summary>
    public void Find()
    {
        try
        {
            string sessions = SessionFolder.Sessions(folder);
            if (!Directory.Exists(sessions))
            {
                return;
            }

            foreach (string path in Directory.GetDirectories(sessions))
            {
                if (Guid.TryParseExact(Path.GetFileName(path), "D", out Guid session) && session != own && !IsKnown(session))
                {
                    Find(session, path);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.Error(Where, "The folder of earlier client sessions cannot be read; it is tried again.", problem);
        }
    }

    /// <summary>The session is finished, or cannot be read any more.</summary>
    public void Remove(EarlierSession session)
    {
        lock (_gate)
        {
            _open.Remove(session);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _open.ForEach(session => session.Dispose());
            _open.Clear();
        }
    }

    private bool IsKnown(Guid session)
    {
        lock (_gate)
        {
            return _disposed || _unreadable.Contains(session) || _open.Exists(open => open.Files.Session == session);
        }
    }

    private void Find(Guid session, string path)
    {
        bool empty = SessionFolder.Segments(path).Count == 0;
        if (empty && time.GetUtcNow().UtcDateTime - Directory.GetCreationTimeUtc(path) < Starting)
        {
            return;
        }

        SessionLog? files = null;
        try
        {
            if (empty)
            {
                SessionFolder.Lock(path).Dispose();
                Directory.Delete(path, recursive: true);
                return;
            }

            files = SessionLog.Open(folder, session, protection, options, time, log);
            Keep(new EarlierSession(files));
            log.Info(Where, $"Client session {session} left {files.Waiting} activities that are not known to be sent; they are sent now.");
        }
        catch (SpoolUnreadableException problem)
        {
            lock (_gate)
            {
                _unreadable.Add(session);
            }

            log.Error(Where, $"The activities of client session {session} cannot be read and stay where they are, in '{path}'. {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A client of this user that lives holds it, or the disk is in trouble; both may be over the next time.
            files?.Dispose();
        }
    }

    private void Keep(EarlierSession session)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                session.Dispose();
                return;
            }

            int at = _open.FindIndex(open => open.Files.OldestWaitingTicks > session.Files.OldestWaitingTicks);
            _open.Insert(at < 0 ? _open.Count : at, session);
        }
    }
}
