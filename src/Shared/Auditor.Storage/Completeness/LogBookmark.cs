namespace Auditor.Storage;

/// <summary>How far the log has been read.</summary>
/// <param name="Position">The next position to be read.</param>
/// <param name="FirstHeard">When the first activity of the log was appended (UTC); null while there was none.</param>
/// <param name="Revision">How often it has been moved.</param>
public sealed record LogBookmark(long Position, DateTimeOffset? FirstHeard, long Revision);
