namespace Auditor.Contracts;

/// <summary>
/// The kinds of activity this version knows. The wire carries the kind as text, because a newer plugin may report a
/// kind this version does not know; such an activity is recorded as it came.
/// </summary>
public static class ActivityKinds
{
    public const string PlaybackEntered = nameof(PlaybackEntered);
    public const string PlaybackLeft = nameof(PlaybackLeft);
    public const string PlaybackAction = nameof(PlaybackAction);

    public const string IndependentPlaybackEnabled = nameof(IndependentPlaybackEnabled);
    public const string IndependentPlaybackDisabled = nameof(IndependentPlaybackDisabled);
    public const string IndependentPlaybackAction = nameof(IndependentPlaybackAction);

    public const string ExportEntered = nameof(ExportEntered);
    public const string ExportLeft = nameof(ExportLeft);
    public const string ExportStarted = nameof(ExportStarted);
    public const string ExportCompleted = nameof(ExportCompleted);
    public const string ExportCancelled = nameof(ExportCancelled);
    public const string ExportFailed = nameof(ExportFailed);

    public const string ReasonGiven = nameof(ReasonGiven);
    public const string ReasonDeclined = nameof(ReasonDeclined);
    public const string ReasonExpired = nameof(ReasonExpired);

    public const string ClientStarted = nameof(ClientStarted);
    public const string ClientStopped = nameof(ClientStopped);
    public const string ClientHeartbeat = nameof(ClientHeartbeat);

    /// <summary>Every kind above, in that order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        PlaybackEntered, PlaybackLeft, PlaybackAction,
        IndependentPlaybackEnabled, IndependentPlaybackDisabled, IndependentPlaybackAction,
        ExportEntered, ExportLeft, ExportStarted, ExportCompleted, ExportCancelled, ExportFailed,
        ReasonGiven, ReasonDeclined, ReasonExpired,
        ClientStarted, ClientStopped, ClientHeartbeat,
    ];
}
