namespace Auditor.XProtectSimulator;

/// <summary>A line of the host's own log file.</summary>
public sealed record MipLogLine(bool IsError, string Where, string Message);
