namespace Auditor.XProtectSimulator;

/// <summary>How one client is set up.</summary>
public sealed record SmartClientOptions
{
    /// <summary>Two letters: the language of the user interface, and so of the workspaces' names.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The client comes up where its operator left it: in playback.</summary>
    public bool StartsInPlayback { get; init; }

    /// <summary>What is in view when the client comes up.</summary>
    public IReadOnlyList<string> StartsWithCameras { get; init; } = [];

    /// <summary>Null: as the site.</summary>
    public Hostility? Hostility { get; init; }
}
