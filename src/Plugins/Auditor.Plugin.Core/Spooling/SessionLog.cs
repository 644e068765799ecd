using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// The files of one client session. One thread appends, one reads and releases; anybody may ask how much waits. The session is locked
/// against other processes from <see cref="Create"/> or <see cref="Open"/> to <see cref="Dispose"/>.
/// </summary>
internal sealed partial class SessionLog : IDisposable
{
    private const string Where = "Spool";
    private const long SaveEvery = 1000;

    private readonly object _gate = new();
    private readonly string _folder;
    private readonly string _sessionFolder;
    private readonly FileStream _lock;
    private readonly RecordCipher _writing;
    private readonly RecordCipher _reading;
    private readonly ReleasedMark _mark;
    private readonly SpoolOptions _options;
    private readonly TimeProvider _time;
    private readonly IPluginLog _log;
    private readonly List<Segment> _segments = [];
    private SegmentWriter? _writer;
    private SegmentReader? _reader;
    private int _nextNumber = 1;
    private long _released;
    private long _saved;

    private SessionLog(string folder, Guid session, FileStream held, RecordCipher writing, RecordCipher reading, SpoolOptions options, TimeProvider time, IPluginLog log)
    {
        Session = session;
        _folder = folder;
        _sessionFolder = SessionFolder.Of(folder, session);
        _lock = held;
        _writing = writing;
        _reading = reading;
        _mark = new ReleasedMark(_sessionFolder);
        _options = options;
        _time = time;
        _log = log;
    }

    public Guid Session { get; }

    /// <summary>How the disk is made to have what was written; tests have one that fails.</summary>
    public Action<Stream> FlushToDisk { get; init; } = SegmentWriter.FlushToDisk;

    /// <summary>Up to here everything is safe on the other side, or given up.</summary>
    public long Released
    {
        get
        {
            lock (_gate)
            {
                return _released;
            }
        }
    }

    /// <summary>The highest number in the files, or the released one if that is higher.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(_released, _segments.Count == 0 ? 0 : _segments.Max(segment => segment.Last));
            }
        }
    }

    /// <summary>Makes the folder of a session that starts.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SessionLog Create(string folder, Guid session, ISecretProtection protection, SpoolOptions options, TimeProvider time, IPluginLog log, Action<Stream> flush)
    {
        OwnerOnlyFolder.Create(folder);
        string sessionFolder = SessionFolder.Of(folder, session);
        OwnerOnlyFolder.Create(sessionFolder);
        FileStream held = SessionFolder.Lock(sessionFolder);
        try
        {
            RecordCipher writing = SessionKey.Create(sessionFolder, protection);
            return new SessionLog(folder, session, held, writing, SessionKey.Open(sessionFolder, protection), options, time, log) { FlushToDisk = flush };
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the files of a session that ended, or was killed. Reads headers only.</summary>
    /// <exception cref="IOException">It lives in another process, or cannot be read.</exception>
    /// <exception cref="SpoolUnreadableException">Nobody here can read it.</exception>
    public static SessionLog Open(string folder, Guid session, ISecretProtection protection, SpoolOptions options, TimeProvider time, IPluginLog log)
    {
        string sessionFolder = SessionFolder.Of(folder, session);
        FileStream held = SessionFolder.Lock(sessionFolder);
        try
        {
            var opened = new SessionLog(
                folder, session, held, SessionKey.Open(sessionFolder, protection), SessionKey.Open(sessionFolder, protection), options, time, log);
            opened._released = opened._saved = opened._mark.Read();
            foreach (string path in SessionFolder.Segments(sessionFolder))
            {
                opened.Survey(path);
            }

            return opened;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Appends records in the order of their numbers; returns when the disk has them.</summary>
    /// <exception cref="IOException">It has not; the same records are to be appended again.</exception>
    public void Append(IReadOnlyList<(ActivityObserved Activity, SpooledRecord Record)> entries)
    {
        SegmentWriter writer = _writer ??= OpenSegment();
        try
        {
            writer.Write([.. entries.Select(entry => entry.Record)]);
        }
        catch
        {
            // A new file next time: what stands behind a failed write cannot be trusted.
            writer.Abandon();
            _writer = null;
            throw;
        }

        lock (_gate)
        {
            foreach ((ActivityObserved activity, SpooledRecord record) in entries)
            {
                writer.Segment.Add(record.Sequence, record.ObservedAt.UtcTicks);
                if (activity.CorrelationId is { } correlation && EndedWhileAsking.IsAnswer(activity))
                {
                    _segments.ForEach(segment => segment.Asking.Remove(correlation));
                }
                else if (EndedWhileAsking.IsQuestion(activity))
                {
                    writer.Segment.Asking.Add(activity.CorrelationId!.Value);
                }
            }

            writer.Segment.DurableLength = writer.Length;
        }

        if (writer.Length >= _options.SegmentBytes || _time.GetUtcNow().UtcTicks - writer.StartedTicks >= _options.SegmentAge.Ticks)
        {
            writer.Dispose();
            _writer = null;
        }
    }

    /// <summary>Closes the files and gives back the lock.</summary>
    public void Dispose()
    {
        SaveReleased();
        _writer?.Dispose();
        _writer = null;
        CloseReader();
        _lock.Dispose();
        _writing.Dispose();
        _reading.Dispose();
    }

    private void Survey(string path)
    {
        Segment segment = SegmentSurvey.Of(path);
        long length = new FileInfo(path).Length;
        _nextNumber = Math.Max(_nextNumber, SessionFolder.NumberOf(path) + 1);
        if (length > segment.DurableLength)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
            file.SetLength(segment.DurableLength);
            _log.Error(Where, $"Client session {Session} ended while it wrote: its last {length - segment.DurableLength} bytes are no whole record and were cut off.");
        }

        if (segment.Count > 0)
        {
            _segments.Add(segment);
        }
        else
        {
            TryDelete(path);
        }
    }

    private SegmentWriter OpenSegment()
    {
        var segment = new Segment(SessionFolder.SegmentPath(_sessionFolder, _nextNumber++));
        var writer = new SegmentWriter(segment, _writing, _time.GetUtcNow().UtcTicks, FlushToDisk);
        lock (_gate)
        {
            _segments.Add(segment);
        }

        return writer;
    }

    private void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _log.Error(Where, $"'{Path.GetFileName(path)}' cannot be deleted; it goes with its folder.", problem);
        }
    }
}
