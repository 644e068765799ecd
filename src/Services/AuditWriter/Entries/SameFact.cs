using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Wire;

namespace Auditor.AuditWriter.Entries;

/// <summary>Whether an entry that the log has already records the same fact as one that is given again. Pure.</summary>
internal static class SameFact
{
    /// <summary>What was accepted when, who passed it on, and what the rules said may differ between two deliveries of one fact; nothing else may.</summary>
    public static bool Is(AuditEntry given, AuditEntry stored)
    {
        AuditEntry comparable = given with
        {
            AcceptedAt = stored.AcceptedAt,
            AppendedAt = stored.AppendedAt,
            PublishedBy = stored.PublishedBy,
            Rules = stored.Rules,
            Outcome = stored.Outcome,
            Position = stored.Position,
        };
        try
        {
            // A store may give its JSON back in another order of members; the value counts.
            return EntryLeaf.Of(comparable).Attested.Span.SequenceEqual(EntryLeaf.Of(stored).Attested.Span);
        }
        catch (LedgerFormatException)
        {
            return string.Equals(WireFormat.SerializeToText(comparable), WireFormat.SerializeToText(stored), StringComparison.Ordinal);
        }
    }
}
