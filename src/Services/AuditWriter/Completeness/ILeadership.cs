namespace Auditor.AuditWriter.Completeness;

/// <summary>Which of several processes does what one alone has to do.</summary>
internal interface ILeadership
{
    /// <summary>Whether this process does. Another may believe so too for a while; what is done twice must be harmless.</summary>
    bool Leads { get; }
}
