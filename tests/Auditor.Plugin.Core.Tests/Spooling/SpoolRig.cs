using System.Collections.Concurrent;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Tests.Spooling;

/// <summary>A folder with a spool in it, and a disk that can be made to fail.</summary>
internal sealed class SpoolRig : IDisposable
{
    private readonly List<ActivitySpool> _spools = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("auditor-spool-").FullName;

    public WrittenLog Log { get; } = new();

    public SettableClock Clock { get; } = new();

    public ISecretProtection Protection { get; set; } = new ScrambledProtection();

    public SpoolOptions Options { get; set; } = new() { FirstRetry = TimeSpan.FromMilliseconds(20), LongestRetry = TimeSpan.FromMilliseconds(50) };

    /// <summary>While true, a flush fails as on a full disk.</summary>
    public bool DiskFails { get; set; }

    /// <summary>Called before each flush.</summary>
    public Action? BeforeFlush { get; set; }

    public ActivitySpool Open()
    {
        var spool = new ActivitySpool(Folder, Protection, Clock, Log, Options, Flush);
        _spools.Add(spool);
        return spool;
    }

    public ActivityObserved Activity(string kind = ActivityKinds.PlaybackAction, Guid? correlation = null, bool? prompted = null, string? about = null) => new()
    {
        ActivityId = ActivityIds.New(Clock.GetUtcNow()),
        Kind = kind,
        ObservedAt = Clock.GetUtcNow(),
        CorrelationId = correlation,
        Prompted = prompted,
        About = about,
        Actor = new Actor { Name = "HARBOUR\\mkoch" },
        Site = new SiteRef { Name = "Harbour" },
        Window = "main",
        Cameras = [new CameraRef { Id = "cam-1", Name = "Quay 3 north" }],
        Recording = new RecordingInterval { From = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero) },
        PolicyRevision = 7,
    };

    /// <summary>What a process that is killed leaves: its files as they are, and no lock.</summary>
    public void KeepFilesOf(ActivitySpool spool, string copy)
    {
        string from = Path.Combine(Folder, "spool", spool.SessionId.ToString("D"));
        string to = Path.Combine(copy, "spool", spool.SessionId.ToString("D"));
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from).Where(file => Path.GetFileName(file) != "lock"))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream copied = File.Create(Path.Combine(to, Path.GetFileName(file)));
            open.CopyTo(copied);
        }
    }

    public static string SessionFolderOf(string folder, ActivitySpool spool) => Path.Combine(folder, "spool", spool.SessionId.ToString("D"));

    public static ActivityObserved Read(SpooledRecord record) => WireFormat.Deserialize<ActivityObserved>(record.Body);

    public static List<ActivityObserved> ReadAll(ISpooledSession session)
    {
        var all = new List<ActivityObserved>();
        while (session.Next() is { } record)
        {
            all.Add(Read(record));
        }

        return all;
    }

    public void Dispose()
    {
        DiskFails = false;
        _spools.ForEach(spool => spool.Dispose());
        Folders.Remove(Folder);
    }

    private void Flush(Stream file)
    {
        BeforeFlush?.Invoke();
        if (DiskFails)
        {
            throw new IOException("There is not enough space on the disk.");
        }

        SegmentWriter.FlushToDisk(file);
    }
}

/// <summary>A log that tests read.</summary>
internal sealed class WrittenLog : IPluginLog
{
    public ConcurrentQueue<string> Errors { get; } = new();

    public ConcurrentQueue<string> Infos { get; } = new();

    public void Info(string where, string message) => Infos.Enqueue(message);

    public void Error(string where, string message, Exception? problem = null) => Errors.Enqueue(message + (problem is null ? "" : " | " + problem.GetType().Name + ": " + problem.Message));
}

/// <summary>A clock that stands until it is moved. Its timers are the system's, and so is what it measures, but for the time that it was moved by.</summary>
internal sealed class SettableClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero).Ticks;
    private long _passed;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref _passed)).TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Time passes.</summary>
    public void Move(TimeSpan by)
    {
        Interlocked.Add(ref _passed, by.Ticks);
        Set(by);
    }

    /// <summary>Somebody sets the clock; no time passes.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>Stands in for the operating system's protection: turns the bits round, and knows its own work again.</summary>
internal sealed class ScrambledProtection(string name = "scrambled") : ISecretProtection
{
    private const byte Mark = 0x5A;

    public string Name => name;

    public byte[] Protect(byte[] secret) => [Mark, .. secret.Select(value => (byte)~value)];

    public byte[] Unprotect(byte[] secret) => secret is [Mark, .. var rest]
        ? [.. rest.Select(value => (byte)~value)]
        : throw new System.Security.Cryptography.CryptographicException("Not made here.");
}
