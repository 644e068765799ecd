using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>What deciding has to know about the kinds of activity. A kind not named here has none of these traits.</summary>
internal static class ActivityTraits
{
    /// <summary>Opens something: recordings of a view, of one camera, or the export workspace.</summary>
    public static bool IsEntry(string? kind) => kind is
        ActivityKinds.PlaybackEntered or ActivityKinds.IndependentPlaybackEnabled or ActivityKinds.ExportEntered;

    public static bool IsPlaybackAction(string? kind) =>
        kind is ActivityKinds.PlaybackAction or ActivityKinds.IndependentPlaybackAction;

    public static bool IsReason(string? kind) =>
        kind is ActivityKinds.ReasonGiven or ActivityKinds.ReasonDeclined or ActivityKinds.ReasonExpired;

    /// <summary>
    /// Worth telling a notification channel: what opens or plays recordings, what takes them away, and a question left
    /// unanswered. Leaving is no news, and an answer given is what was asked for.
    /// </summary>
    public static bool IsTold(string? kind) =>
        IsEntry(kind) || IsPlaybackAction(kind) || kind is
            ActivityKinds.ExportStarted or ActivityKinds.ExportCompleted or
            ActivityKinds.ExportFailed or ActivityKinds.ExportCancelled or
            ActivityKinds.ReasonDeclined or ActivityKinds.ReasonExpired;
}
