using System.Globalization;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Outcomes;

/// <summary>
/// The lines that Auditor writes to the Milestone audit log. They are identifiers as much as texts: sites search and alarm on
/// them, so they never change. Times are recording time in UTC.
/// </summary>
public static class OutcomeTexts
{
    /// <summary>In place of a reason when no rule asked for one.</summary>
    public const string NotAsked = "(no reason asked)";

    /// <summary>In place of a reason when the operator declined to give one.</summary>
    public const string Declined = "(declined)";

    /// <summary>In place of a reason when the question was never answered.</summary>
    public const string Unanswered = "(no answer)";

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";
    private const string UnknownTime = "(unknown)";

    /// <summary>The line for an activity, or null when its kind has none.</summary>
    /// <param name="activity">What was done.</param>
    /// <param name="reason">The reason as one text, or null when none was given.</param>
    public static string? LogLine(ActivityObserved activity, string? reason)
    {
        string user = Quoted.OneLine(activity.Actor.Name);
        string because = reason is null ? WithoutReason(activity.Kind) : Quoted.OneLine(reason);
        return (activity.About ?? activity.Kind) switch
        {
            ActivityKinds.PlaybackEntered => $"User '{user}' enter playback because: {because}",
            ActivityKinds.ExportEntered => $"User '{user}' enter export because: {because}",
            ActivityKinds.IndependentPlaybackEnabled => $"User '{user}' enabled independent playback because {because}",
            ActivityKinds.PlaybackAction =>
                $"User '{user}' playback action '{Action(activity, "")}' at recording time {Time(At(activity))} | {CamerasInView(activity)}",
            ActivityKinds.IndependentPlaybackAction =>
                $"User '{user}' playback action '{Action(activity, " (Independent)")}' at recording time {Time(At(activity))} | {OneCamera(activity)}",
            _ => null,
        };
    }

    private static string WithoutReason(string kind) => kind switch
    {
        ActivityKinds.ReasonDeclined => Declined,
        ActivityKinds.ReasonExpired => Unanswered,
        _ => NotAsked,
    };

    private static string Action(ActivityObserved activity, string independent)
    {
        string verb = Quoted.OneLine(activity.Playback?.Verb is { Length: > 0 } stated ? stated : "Unknown") + independent;
        DateTimeOffset? from = activity.Recording?.From;
        DateTimeOffset? to = activity.Recording?.To;
        return activity.Playback?.Verb switch
        {
            PlaybackVerbs.PlayForward or PlaybackVerbs.PlayReverse when (from ?? activity.Playback.At) is { } start => $"{verb} (from: {Time(start)})",
            PlaybackVerbs.PlayStop or PlaybackVerbs.Scrub when from is not null && (to ?? activity.Playback.At) is { } end =>
                $"{verb} (range: {Time(from)} - {Time(end)})",
            PlaybackVerbs.PlayForward or PlaybackVerbs.PlayReverse or PlaybackVerbs.PlayStop or PlaybackVerbs.Scrub => verb,
            // A jump: sequences, frames, a time that was picked. Only where it ended is known to have been seen.
            _ when from is not null && to is not null => $"{verb} (from: {Time(from)} to: {Time(to)})",
            _ when to is not null => $"{verb} (to: {Time(to)})",
            _ => verb,
        };
    }

    private static DateTimeOffset? At(ActivityObserved activity) =>
        activity.Playback?.At ?? activity.Recording?.To ?? activity.Recording?.From;

    private static string CamerasInView(ActivityObserved activity) =>
        "Cameras: " + (activity.Cameras.Count == 0 ? "(none)" : string.Join(", ", activity.Cameras.Select(Name)));

    private static string OneCamera(ActivityObserved activity) =>
        "Camera: " + (activity.Cameras.Count == 0 ? UnknownTime : Name(activity.Cameras[0]));

    private static string Name(CameraRef camera) => Quoted.OneLine(camera.Name.Length > 0 ? camera.Name : camera.Id);

    private static string Time(DateTimeOffset? time) =>
        time is { } known ? known.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) : UnknownTime;
}
