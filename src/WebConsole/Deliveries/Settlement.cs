namespace Auditor.WebConsole.Deliveries;

/// <summary>How a failed append was settled, by whom, when (UTC) and why.</summary>
public sealed record Settlement(string How, string By, DateTimeOffset At, string? Why);
