using Auditor.Contracts;

namespace Auditor.WebConsole.Questions;

/// <summary>
/// Why something was done within a stay. What is played carries no reason itself: it stands at the opening before it in the same client session, or
/// in the answer that belongs to that opening. Pure.
/// </summary>
internal sealed class StayReasons
{
    private readonly ILookup<Guid?, AuditEntry> _openings;
    private readonly Dictionary<Guid, string> _answers = [];

    /// <param name="entries">In the order of time.</param>
    public StayReasons(IReadOnlyList<AuditEntry> entries)
    {
        _openings = entries.Where(IsOpening).ToLookup(entry => entry.Actor.Session);
        foreach (AuditEntry answer in entries.Where(entry => entry.AuditableResource == AuditableResources.Reason && entry.CorrelationId is not null))
        {
            _answers[answer.CorrelationId!.Value] = answer.AuditableAction switch
            {
                AuditableActions.Give => answer.Reason ?? "",
                AuditableActions.Decline => "(declined to answer)",
                _ => "(no answer)",
            };
        }
    }

    public static bool IsOpening(AuditEntry entry) => entry.AuditableResource switch
    {
        AuditableResources.Playback or AuditableResources.Export => entry.AuditableAction == AuditableActions.Enter,
        AuditableResources.IndependentPlayback => entry.AuditableAction == AuditableActions.Enable,
        _ => false,
    };

    /// <summary>The reason in words, or null when there is none.</summary>
    public string? Of(AuditEntry entry, CameraRef camera)
    {
        if (entry.Reason is { Length: > 0 } own)
        {
            return own;
        }

        AuditEntry? opening = IsOpening(entry) ? entry : _openings[entry.Actor.Session].LastOrDefault(one =>
            one.OccurredAt <= entry.OccurredAt && one.AuditableResource == entry.AuditableResource && (one.Cameras.Count == 0 || one.Cameras.Any(other => Same(other, camera))));
        string? words = opening?.Reason is { Length: > 0 } standing ? standing
            : opening?.CorrelationId is { } together ? _answers.GetValueOrDefault(together) : null;
        return string.IsNullOrEmpty(words) ? null : words;
    }

    public static bool Same(CameraRef one, CameraRef other) => string.Equals(KeyOf(one), KeyOf(other), StringComparison.OrdinalIgnoreCase);

    public static string KeyOf(CameraRef camera) => camera.Id.Length > 0 ? camera.Id : camera.Name;
}
