using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>One export while it is being written.</summary>
internal sealed class ExportRun(Export export, AuditFilter filter, ExportFolder folder)
{
    /// <summary>Entries between two looks at the room that is left.</summary>
    private const int LookEvery = 1000;

    private long _written;
    private long _notCheckpointed;

    public Export Export => export;

    public AuditFilter Filter => filter;

    public ExportFolder Folder => folder;

    public long Written => Volatile.Read(ref _written);

    public long NotCheckpointed => Volatile.Read(ref _notCheckpointed);

    /// <summary>One entry more is written.</summary>
    /// <exception cref="ExportFailedException">The room on the disk is for the log now.</exception>
    public void AddWritten()
    {
        if (Interlocked.Increment(ref _written) % LookEvery == 1)
        {
            folder.RequireRoom(0);
        }
    }

    /// <summary>So many entries more are left out, because no checkpoint covers them yet.</summary>
    public void AddNotCheckpointed(long entries) => Interlocked.Add(ref _notCheckpointed, entries);
}
