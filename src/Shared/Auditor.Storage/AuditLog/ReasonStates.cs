using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>Which entries <see cref="ReasonState"/> is about, for every store alike.</summary>
internal static class ReasonStates
{
    /// <summary>What opens recordings, or takes them.</summary>
    public static readonly IReadOnlyList<string> Openings = [AuditableResources.Playback, AuditableResources.IndependentPlayback, AuditableResources.Export];

    /// <summary>Each of these goes with one or two of <see cref="Openings"/>, and means opening or taking there.</summary>
    public static readonly IReadOnlyList<string> OpeningActions = [AuditableActions.Enter, AuditableActions.Enable, AuditableActions.Complete];

    /// <summary>The action of the REASON entry that a state is.</summary>
    public static string ActionOf(ReasonState state) => state switch
    {
        ReasonState.Declined => AuditableActions.Decline,
        ReasonState.Expired => AuditableActions.Expire,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state is not an entry of its own."),
    };

    /// <summary>The resources that can match at all; null when any can. It is what indexes go by.</summary>
    public static IReadOnlyList<string>? ResourcesOf(AuditFilter filter)
    {
        if (filter.ReasonState is not { } states)
        {
            return filter.Resource?.Distinct(StringComparer.Ordinal).ToList();
        }

        IEnumerable<string> implied = states.SelectMany(state => state == ReasonState.Missing ? Openings : [AuditableResources.Reason]).Distinct(StringComparer.Ordinal);
        return filter.Resource is { } asked ? [.. implied.Intersect(asked, StringComparer.Ordinal)] : [.. implied];
    }
}
