using Auditor.Contracts;
using Auditor.Plugin.Core.Outcomes;

namespace Auditor.Standalone.Simulation;

/// <summary>Where the simulated Event Server shows what it would do in XProtect.</summary>
internal interface IOutcomeOutput
{
    /// <summary>Called once for each appended entry, from any thread.</summary>
    void Write(AuditEntry entry, OutcomeRendering outcome);
}
