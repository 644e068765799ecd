using Auditor.Contracts;

namespace Auditor.WebConsole.Questions;

/// <summary>
/// Why something was done within a stay. What is played carries no reason itself: it stands at the opening before it in the same client session, or
/// in the answer that belongs to that opening. Pure.
/// </summary>
internal sealed class StayReasons
{
    private readonly ILookup<Guid?, AuditEntry> _openings;
    private readonly Dictionary<Guid, string> _given = [];
    private readonly Dictionary<Guid, string> _refused = [];

    /// <param name="entries">In the order of time.</param>
    public StayReasons(IReadOnlyList<AuditEntry> entries)
    {
        _openings = entries.Where(IsOpening).ToLookup(entry => entry.Actor.Session);
        foreach (AuditEntry entry in entries.Where(entry => entry.CorrelationId is not null))
        {
            if (entry.Reason is { Length: > 0 } reason)
            {
                _given[entry.CorrelationId!.Value] = reason;
            }
            else if (entry.AuditableResource == AuditableResources.Reason)
            {
                _refused[entry.CorrelationId!.Value] = entry.AuditableAction == AuditableActions.Decline ? "declined to answer" : "no answer in time";
            }
        }
    }

    public static bool IsOpening(AuditEntry entry) => entry.AuditableResource switch
    {
        AuditableResources.Playback or AuditableResources.Export => entry.AuditableAction == AuditableActions.Enter,
        AuditableResources.IndependentPlayback => entry.AuditableAction == AuditableActions.Enable,
        _ => false,
    };

    /// <summary>The reason, or what became of the question for one; both null when nobody was asked, or the answer has not arrived.</summary>
    public (string? Given, string? Refused) Of(AuditEntry entry, CameraRef camera)
    {
        if (entry.Reason is { Length: > 0 } own)
        {
            return (own, null);
        }

        // An export's end has that of its start.
        if (entry.CorrelationId is { } same && _given.TryGetValue(same, out string? reason))
        {
            return (reason, null);
        }

        AuditEntry? opening = IsOpening(entry) ? entry : _openings[entry.Actor.Session].LastOrDefault(one =>
            one.OccurredAt <= entry.OccurredAt && one.AuditableResource == entry.AuditableResource && (one.Cameras.Count == 0 || one.Cameras.Any(other => Same(other, camera))));
        return opening?.Reason is { Length: > 0 } standing ? (standing, null)
            : opening?.CorrelationId is not { } together ? (null, null)
            : _given.TryGetValue(together, out string? given) ? (given, null)
            : (null, _refused.GetValueOrDefault(together));
    }

    public static bool Same(CameraRef one, CameraRef other) => string.Equals(KeyOf(one), KeyOf(other), StringComparison.OrdinalIgnoreCase);

    public static string KeyOf(CameraRef camera) => camera.Id.Length > 0 ? camera.Id : camera.Name;
}
