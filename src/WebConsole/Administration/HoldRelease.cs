using Auditor.Contracts;

namespace Auditor.WebConsole.Administration;

/// <summary>Who released a hold, when (UTC) and why.</summary>
public sealed record HoldRelease(string Why, Actor By, DateTimeOffset At);
