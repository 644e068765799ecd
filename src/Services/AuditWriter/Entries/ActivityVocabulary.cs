using System.Collections.Frozen;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Entries;

/// <summary>Which resource, action and result each kind of activity is in the log.</summary>
internal static class ActivityVocabulary
{
    private static readonly FrozenDictionary<string, (string Resource, string Action, string Result)> Words =
        new Dictionary<string, (string, string, string)>(StringComparer.Ordinal)
        {
            [ActivityKinds.PlaybackEntered] = (AuditableResources.Playback, AuditableActions.Enter, AuditResults.Succeeded),
            [ActivityKinds.PlaybackLeft] = (AuditableResources.Playback, AuditableActions.Leave, AuditResults.Succeeded),
            [ActivityKinds.PlaybackAction] = (AuditableResources.Playback, AuditableActions.Act, AuditResults.Succeeded),
            [ActivityKinds.IndependentPlaybackEnabled] = (AuditableResources.IndependentPlayback, AuditableActions.Enable, AuditResults.Succeeded),
            [ActivityKinds.IndependentPlaybackDisabled] = (AuditableResources.IndependentPlayback, AuditableActions.Disable, AuditResults.Succeeded),
            [ActivityKinds.IndependentPlaybackAction] = (AuditableResources.IndependentPlayback, AuditableActions.Act, AuditResults.Succeeded),
            [ActivityKinds.ExportEntered] = (AuditableResources.Export, AuditableActions.Enter, AuditResults.Succeeded),
            [ActivityKinds.ExportLeft] = (AuditableResources.Export, AuditableActions.Leave, AuditResults.Succeeded),
            [ActivityKinds.ExportStarted] = (AuditableResources.Export, AuditableActions.Start, AuditResults.Succeeded),
            [ActivityKinds.ExportCompleted] = (AuditableResources.Export, AuditableActions.Complete, AuditResults.Succeeded),
            [ActivityKinds.ExportCancelled] = (AuditableResources.Export, AuditableActions.Cancel, AuditResults.Cancelled),
            [ActivityKinds.ExportFailed] = (AuditableResources.Export, AuditableActions.Fail, AuditResults.Failed),
            [ActivityKinds.ReasonGiven] = (AuditableResources.Reason, AuditableActions.Give, AuditResults.Succeeded),
            [ActivityKinds.ReasonDeclined] = (AuditableResources.Reason, AuditableActions.Decline, AuditResults.Denied),
            [ActivityKinds.ReasonExpired] = (AuditableResources.Reason, AuditableActions.Expire, AuditResults.Failed),
            [ActivityKinds.ClientStarted] = (AuditableResources.Client, AuditableActions.Start, AuditResults.Succeeded),
            [ActivityKinds.ClientStopped] = (AuditableResources.Client, AuditableActions.Stop, AuditResults.Succeeded),
            [ActivityKinds.ClientHeartbeat] = (AuditableResources.Client, AuditableActions.Heartbeat, AuditResults.Succeeded),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<(string Resource, string Action), string> Kinds =
        Words.ToFrozenDictionary(word => (word.Value.Resource, word.Value.Action), word => word.Key);

    /// <summary>The kind of the activity that an entry records; null where it records none, or one that is not known here.</summary>
    public static string? KindOf(string resource, string action) => Kinds.GetValueOrDefault((resource, action));

    /// <summary>A kind or version that is not known here is received as it came, and nobody can say how it ended.</summary>
    public static (string Resource, string Action, string Result) Of(ActivityDecided decided) =>
        decided.Original.IsNull && Words.TryGetValue(decided.Activity.Kind, out (string, string, string) known)
            ? known
            : (AuditableResources.Unrecognized, AuditableActions.Receive, AuditResults.Unknown);
}
