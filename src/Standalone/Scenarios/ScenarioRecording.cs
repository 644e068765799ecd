namespace Auditor.Standalone.Scenarios;

/// <summary>Recordings that an export takes.</summary>
internal sealed record ScenarioRecording
{
    /// <summary>Name of the camera.</summary>
    public string Camera { get; init; } = "";

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }
}
