namespace Auditor.WebConsole.Administration;

/// <summary>One setting in force, and where it comes from.</summary>
public sealed record Setting
{
    public string Key { get; init; } = "";

    public string? Value { get; init; }

    public string Source { get; init; } = "";

    /// <summary>False when nothing reads it.</summary>
    public bool Known { get; init; }
}
