namespace Auditor.Contracts;

/// <summary>What was done with the playback controls.</summary>
public sealed record PlaybackDetail
{
    /// <summary>One of <see cref="PlaybackVerbs"/>, or a newer verb.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The recording time at which it was done (UTC).</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Playback speed; 1 is normal, negative is reverse.</summary>
    public double? Speed { get; init; }
}
