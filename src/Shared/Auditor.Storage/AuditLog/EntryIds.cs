using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>An entry without an id would be taken for a repetition of any other without one, and be lost.</summary>
internal static class EntryIds
{
    /// <exception cref="ArgumentException">An entry's id is all zeros.</exception>
    public static void Require(IReadOnlyList<AuditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Any(entry => entry.EntryId == Guid.Empty))
        {
            throw new ArgumentException("Every entry needs an id that is not all zeros.", nameof(entries));
        }
    }
}
