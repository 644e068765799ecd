namespace Auditor.WebConsole.Overview;

/// <summary>A value of a field and how many entries have it.</summary>
/// <param name="Value">To filter by.</param>
/// <param name="Name">For people.</param>
/// <param name="Count">Entries.</param>
public sealed record ValueCount(string Value, string Name, long Count);
