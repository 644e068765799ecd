using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>What the changes made so far say together.</summary>
/// <param name="Revision">Of the latest change; 0 before the first.</param>
/// <param name="History">The policies that were ever in force, oldest first; never empty.</param>
/// <param name="Holds">Every hold, in the order in which they were placed.</param>
public sealed record RetentionState(long Revision, IReadOnlyList<RetentionPolicySet> History, IReadOnlyList<LegalHold> Holds)
{
    /// <summary>The policies that are in force.</summary>
    public RetentionPolicySet Policies => History[^1];

    /// <param name="changes">All of them, in the order of their revision.</param>
    public static RetentionState Of(IReadOnlyList<RetentionChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var history = new List<RetentionPolicySet> { new(0, DateTimeOffset.MinValue, new Actor(), []) };
        var holds = new List<LegalHold>();
        foreach (RetentionChange change in changes)
        {
            if (change.Policies is not null)
            {
                history.Add(new RetentionPolicySet(change.Revision, change.ChangedAt, change.Actor, change.Policies));
            }

            if (change.Placed is not null)
            {
                holds.Add(change.Placed);
            }

            int released = holds.FindIndex(hold => hold.HoldId == change.Released?.HoldId);
            if (released >= 0)
            {
                holds[released] = holds[released] with { Release = change.Released };
            }
        }

        return new RetentionState(changes is [.., { } last] ? last.Revision : 0, history, holds);
    }

    /// <summary>The policies that were in force at a moment.</summary>
    public RetentionPolicySet PoliciesAt(DateTimeOffset moment) => History.Last(set => set.Since <= moment || set.Revision == 0);
}
