using Auditor.AuditWriter.Entries;
using Auditor.Contracts;

namespace Auditor.AuditWriter.Changes;

/// <summary>A change of a request, ready to be recorded.</summary>
/// <param name="Path">Where in the body it stands, with a dot behind; empty when it is the body.</param>
/// <param name="Report">As it was reported.</param>
/// <param name="Entry">Its entry.</param>
internal sealed record ReportedChange(string Path, ChangeReport Report, AuditEntry Entry)
{
    /// <summary>True when the id comes from the Idempotency-Key.</summary>
    public bool IdIsDerived => Report.ChangeId is null;

    /// <summary>
    /// Whether a stored entry records this change. What the report leaves out was filled in when it came first: the time, and the
    /// caller, whose machine may have another address by now.
    /// </summary>
    public bool IsIn(AuditEntry given, AuditEntry stored)
    {
        bool sameCaller = Report.Actor is null
            && (stored.Actor.Type, stored.Actor.Id, stored.Actor.Name) == (given.Actor.Type, given.Actor.Id, given.Actor.Name);
        return SameFact.Is(
            given with
            {
                OccurredAt = Report.OccurredAt ?? stored.OccurredAt,
                Actor = sameCaller ? stored.Actor : given.Actor,
            },
            stored);
    }
}
