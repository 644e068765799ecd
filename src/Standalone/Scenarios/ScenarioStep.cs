using System.Text.Json.Serialization;

namespace Auditor.Standalone.Scenarios;

/// <summary>One thing that an operator does.</summary>
internal sealed record ScenarioStep
{
    /// <summary>The line it stands in.</summary>
    [JsonIgnore]
    public int Line { get; init; }

    /// <summary>When (UTC). Absent in the file: one second after the step before; the reader fills it in.</summary>
    public DateTimeOffset? At { get; init; }

    public string User { get; init; } = "";

    public StepVerb Do { get; init; }

    /// <summary>Names of the cameras in view.</summary>
    public IReadOnlyList<string>? Cameras { get; init; }

    /// <summary>Name of the one camera that plays independently.</summary>
    public string? Camera { get; init; }

    /// <summary>Recording time at which playing starts (UTC).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Recording time reached (UTC).</summary>
    public DateTimeOffset? To { get; init; }

    public double? Speed { get; init; }

    public IReadOnlyList<ScenarioRecording>? Recordings { get; init; }

    public string? Destination { get; init; }

    public IReadOnlyList<string>? Formats { get; init; }

    public string? Error { get; init; }

    /// <summary>What the operator does when asked for a reason; absent: nothing, and the question expires.</summary>
    public ScenarioAnswer? Answer { get; init; }
}
