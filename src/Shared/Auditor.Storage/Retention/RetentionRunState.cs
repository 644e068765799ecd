namespace Auditor.Storage;

/// <summary>How far a run is.</summary>
public enum RetentionRunState
{
    /// <summary>Asked for; the process that leads takes it up.</summary>
    Waiting,

    /// <summary>Begun. Whoever leads goes on with it.</summary>
    Running,

    /// <summary>Everything that was due, and that nothing kept back, is erased.</summary>
    Done,

    /// <summary>Ended early, because the policies were changed after it was asked for.</summary>
    Overtaken,
}
