namespace Auditor.Contracts;

/// <summary>What was exported, where to and how it ended.</summary>
public sealed record ExportDetail
{
    /// <summary>The recordings taken, per camera.</summary>
    public IReadOnlyList<ExportedRecording> Recordings { get; init; } = [];

    /// <summary>Folder, medium or recipient.</summary>
    public string? Destination { get; init; }

    /// <summary>For instance <c>Database</c>, <c>Video Clip</c>, <c>Still Images</c>.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    public bool? Encrypted { get; init; }

    /// <summary>Why it failed, in the words of XProtect.</summary>
    public string? Error { get; init; }
}
