namespace Auditor.Contracts;

/// <summary>One camera's recordings in an export, in recording time (UTC).</summary>
public sealed record ExportedRecording
{
    public CameraRef Camera { get; init; } = new();

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }
}
