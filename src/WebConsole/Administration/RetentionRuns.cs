namespace Auditor.WebConsole.Administration;

/// <summary>Runs, the latest first.</summary>
public sealed record RetentionRuns(IReadOnlyList<RetentionRun> Runs);
