using Auditor.Contracts;
using Auditor.Ledger;

namespace Auditor.Storage;

/// <summary>The bytes that a store keeps of an entry: the attested ones, so that what is read back is what the log attests.</summary>
internal static class EntryBody
{
    /// <exception cref="LedgerFormatException">The entry has no canonical form (<see cref="CanonicalJson"/>).</exception>
    public static byte[] Of(AuditEntry entry) => EntryLeaf.AttestedOf(entry);
}
