namespace Auditor.Storage;

/// <summary>What a client session is known to be.</summary>
public enum SessionStanding
{
    /// <summary>Seen lately, or not judged yet.</summary>
    Running,

    /// <summary>Nothing came from it for long, and it did not say goodbye.</summary>
    Silent,

    /// <summary>The activity with its highest number is its goodbye (ClientStopped).</summary>
    Stopped,
}
