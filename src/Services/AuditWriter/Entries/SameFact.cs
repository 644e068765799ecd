using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Entries;

/// <summary>Whether an entry that the log has already records the same fact as one that is given again. Pure.</summary>
internal static class SameFact
{
    /// <summary>What was accepted when, who passed it on, and what the rules said may differ between two deliveries of one fact; nothing else may.</summary>
    /// <exception cref="LedgerFormatException">The given entry has no canonical form, and so is not in the log.</exception>
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
        return EntryLeaf.AttestedOf(comparable).AsSpan().SequenceEqual(EntryLeaf.AttestedOf(stored));
    }
}
