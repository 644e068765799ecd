namespace Auditor.AuditWriter.Completeness;

/// <summary>The only process there is.</summary>
internal sealed class AlwaysLeads : ILeadership
{
    public bool Leads => true;
}
