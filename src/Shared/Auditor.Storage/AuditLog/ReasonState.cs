namespace Auditor.Storage;

/// <summary>What is wrong with a reason.</summary>
public enum ReasonState
{
    /// <summary>
    /// Recordings were opened or taken, and no reason for it is in the log: an entry that playback (PLAYBACK ENTER), independent playback
    /// (INDEPENDENT_PLAYBACK ENABLE) or export was opened (EXPORT ENTER), or that an export was made (EXPORT COMPLETE), which carries no reason itself, and of
    /// whose correlation id no other entry has one either: the answer of the operator (REASON GIVE), or the start of the export. Whether anybody was asked makes no difference, and neither does
    /// whether the answer was declined, did not come in time, or has not arrived yet. What is done within a stay (ACT, LEAVE) is no opening and never
    /// counts: its reason stands where the stay begins.
    /// </summary>
    Missing,

    /// <summary>The operator was asked and declined to answer: the entry of the refusal (REASON DECLINE), which names the cameras of what was asked about.</summary>
    Declined,

    /// <summary>The operator was asked and no answer came in time, or the client ended before it: REASON EXPIRE.</summary>
    Expired,
}
