namespace Auditor.XProtectSimulator;

/// <summary>A line of XProtect's audit log, as Management Client shows it.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Text">The rendered message.</param>
/// <param name="Category">The category, or null when it has none of its own.</param>
/// <param name="SourceName">Name of the related item.</param>
/// <param name="SourceKind">Kind of the related item.</param>
/// <param name="Permission">As the writer stated it.</param>
/// <param name="Group">The log it is in, for instance <c>Audit</c>.</param>
public sealed record LogLine(DateTimeOffset At, string Text, string? Category, string SourceName, Guid SourceKind, string? Permission, string Group);
