using Auditor.Contracts;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>The two ways into XProtect. Both throw when XProtect does not take it, with its own words.</summary>
public interface IXProtectOutlet
{
    /// <summary>Writes the entry's line to the Milestone audit log.</summary>
    void WriteLog(AuditEntry entry);

    /// <summary>Fires one analytics event with the rule's item as source and the entry's camera as reference.</summary>
    void FireEvent(AuditEntry entry, OutcomeEvent fired);
}
