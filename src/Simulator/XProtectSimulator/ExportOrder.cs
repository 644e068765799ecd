namespace Auditor.XProtectSimulator;

/// <summary>What an operator exports.</summary>
public sealed record ExportOrder
{
    public required IReadOnlyList<ExportedStretch> Recordings { get; init; }

    public string Destination { get; init; } = "";

    public bool Database { get; init; }

    public bool VideoClip { get; init; }

    public bool StillImages { get; init; }
}
