namespace Auditor.Contracts;

/// <summary>What an operator did with a playback control. These words stand in XProtect's log to the letter.</summary>
public static class PlaybackVerbs
{
    public const string PlayForward = nameof(PlayForward);
    public const string PlayReverse = nameof(PlayReverse);
    public const string PlayStop = nameof(PlayStop);
    public const string GoTo = "Goto";
    public const string NextSequence = nameof(NextSequence);
    public const string PreviousSequence = nameof(PreviousSequence);

    /// <summary>
    /// Went through recordings without playing them, by dragging the timeline for instance. The recording interval is the stretch that
    /// was gone through, the earlier end first.
    /// </summary>
    public const string Scrub = nameof(Scrub);

    /// <summary>Every verb above, in that order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [PlayForward, PlayReverse, PlayStop, GoTo, NextSequence, PreviousSequence, Scrub];
}
