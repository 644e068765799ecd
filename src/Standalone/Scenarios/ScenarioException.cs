namespace Auditor.Standalone.Scenarios;

/// <summary>A scenario file that is wrong: in which line, in which field, and what is allowed.</summary>
internal sealed class ScenarioException(int line, string field, string message)
    : Exception(line > 0 ? $"line {line}, '{field}': {message}" : message);
