using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>A legal hold as the API shows it.</summary>
/// <param name="HoldId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it was placed.</param>
/// <param name="Filter">Which entries.</param>
/// <param name="Holds">Whether it holds now.</param>
/// <param name="PlacedBy">Who placed it.</param>
/// <param name="PlacedAt">UTC.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="Release">Who released it, when and why.</param>
public sealed record HoldView(
    Guid HoldId, string Name, string Reason, HoldFilter Filter, bool Holds, Actor PlacedBy, DateTimeOffset PlacedAt, DateTimeOffset? ExpiresAt, HoldRelease? Release)
{
    internal static HoldView Of(LegalHold hold, DateTimeOffset now) => new(
        hold.HoldId, hold.Name, hold.Reason, HoldFilter.Of(hold.Filter), hold.HoldsAt(now), hold.PlacedBy, hold.PlacedAt, hold.ExpiresAt, hold.Release);
}
