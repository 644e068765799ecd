namespace Auditor.WebConsole.Trust;

/// <summary>The witnesses of the log.</summary>
public sealed record WitnessLines(IReadOnlyList<WitnessLine> Witnesses);
