namespace Auditor.AuditWriter.Sequencing;

/// <summary>Whether this process is the one that does what only one may do at a time.</summary>
internal interface ILeadership
{
    /// <summary>True while it holds the sequencer's lease. Another may believe the same for a moment: whoever acts must be harmless when two do.</summary>
    bool Leads { get; }
}
