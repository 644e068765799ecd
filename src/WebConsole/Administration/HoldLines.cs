namespace Auditor.WebConsole.Administration;

/// <summary>Legal holds, the latest first.</summary>
public sealed record HoldLines(IReadOnlyList<Hold> Holds);
