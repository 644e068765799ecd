namespace VideoOS.Platform.Messaging;

public static class PlaybackData
{
    public const string Begin = "Begin";
    public const string End = "End";
    public const string Previous = "Previous";
    public const string Next = "Next";
    public const string PreviousSequence = "PreviousSequence";
    public const string NextSequence = "NextSequence";
    public const string Play = "Play";
    public const string PlayForward = "PlayForward";
    public const string PlayReverse = "PlayReverse";
    public const string PlayStop = "PlayStop";
    public const string Goto = "Goto";
}
