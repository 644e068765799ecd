using Auditor.Contracts;

namespace Auditor.Standalone.Simulation;

/// <summary>Sees what the clients of the simulated site report.</summary>
internal interface IReportWatch
{
    /// <summary>Called before an activity goes out; it goes when the task has ended. May see an activity again that is sent again.</summary>
    Task ReportingAsync(ActivityObserved activity);
}
