using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Which of the three demands of a rule an activity falls under.</summary>
public static class ActivityTypes
{
    /// <summary>
    /// The type of an activity kind; of a reason, a refusal or an expiry the type of the kind in <paramref name="about"/>.
    /// Null for what no rule concerns: the client's own kinds, kinds this version does not know, a reason about neither.
    /// </summary>
    /// <param name="kind">One of <see cref="ActivityKinds"/> or a newer kind, compared exactly.</param>
    /// <param name="about">The kind that asked for the reason; looked at for reason kinds only.</param>
    public static ActivityType? Of(string kind, string? about) =>
        ActivityTraits.IsReason(kind) ? OfKind(about) : OfKind(kind);

    private static ActivityType? OfKind(string? kind) => kind switch
    {
        ActivityKinds.PlaybackEntered
            or ActivityKinds.PlaybackLeft
            or ActivityKinds.PlaybackAction => ActivityType.Playback,

        ActivityKinds.IndependentPlaybackEnabled
            or ActivityKinds.IndependentPlaybackDisabled
            or ActivityKinds.IndependentPlaybackAction => ActivityType.IndependentPlayback,

        ActivityKinds.ExportEntered
            or ActivityKinds.ExportLeft
            or ActivityKinds.ExportStarted
            or ActivityKinds.ExportCompleted
            or ActivityKinds.ExportCancelled
            or ActivityKinds.ExportFailed => ActivityType.Export,

        _ => null,
    };
}
