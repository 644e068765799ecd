using Auditor.Contracts;

namespace Auditor.AuditWriter.Completeness;

/// <summary>A gap as the log declares it, and what the log says became of it.</summary>
/// <param name="GapEntryId">The entry that declares it; also the correlation id of all entries about it.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="ResourceName">The gap in words.</param>
/// <param name="DeclaredAt">When it was declared (UTC).</param>
/// <param name="State">open or filled.</param>
/// <param name="StateSince">When the entry that tells the state was made (UTC).</param>
/// <param name="Gap">What the entry says: session, workstation, user, from, to, how many are missing.</param>
/// <param name="LastFill">What the latest entry about a filling says; absent while there is none.</param>
public sealed record GapView(
    Guid GapEntryId, string Tenant, string ResourceName, DateTimeOffset DeclaredAt, string State, DateTimeOffset StateSince, JsonText Gap, JsonText LastFill)
{
    internal static GapView Of(AuditEntry gap, AuditEntry? fill) => new(
        gap.EntryId,
        gap.Tenant,
        gap.ResourceName,
        gap.OccurredAt,
        fill is { Result: AuditResults.Succeeded } ? "filled" : "open",
        fill is { Result: AuditResults.Succeeded } ? fill.OccurredAt : gap.OccurredAt,
        gap.AdditionalMetadata,
        fill?.AdditionalMetadata ?? default);
}
