namespace Auditor.XProtectSimulator;

/// <param name="Camera">Its name.</param>
/// <param name="From">Recording time.</param>
/// <param name="To">Recording time.</param>
public sealed record ExportedStretch(string Camera, DateTimeOffset From, DateTimeOffset To);
