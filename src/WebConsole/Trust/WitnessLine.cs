namespace Auditor.WebConsole.Trust;

/// <summary>One witness, and what it has of the log.</summary>
public sealed record WitnessLine
{
    /// <summary>folder or url.</summary>
    public string Kind { get; init; } = "";

    public string Target { get; init; } = "";

    /// <summary>Entries of the checkpoint that it has.</summary>
    public long? Size { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public string? Problem { get; init; }

    /// <summary>It contradicts the store, so that nothing is signed.</summary>
    public bool Objects { get; init; }
}
