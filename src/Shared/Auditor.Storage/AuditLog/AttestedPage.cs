namespace Auditor.Storage;

/// <summary>One page of entries as their bytes.</summary>
/// <param name="Entries">In the order asked for.</param>
/// <param name="Next">Where to go on; null when there was nothing more at that moment.</param>
public sealed record AttestedPage(IReadOnlyList<AttestedEntry> Entries, AuditCursor? Next)
{
    /// <summary>Bytes of entries after which a page ends early.</summary>
    internal const int EnoughBytes = 8 * 1024 * 1024;
}
