using System.ComponentModel.DataAnnotations;
using Auditor.AuditWriter.Sequencing;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>To whom checkpoints are sent. In section <c>Auditor:Ledger</c>.</summary>
public sealed class WitnessingOptions
{
    public const string Section = LedgerOptions.Section;

    /// <summary>How often a checkpoint is sent, if the log has grown.</summary>
    [Range(1, 86_400, ErrorMessage = "Auditor:Ledger:WitnessSeconds must be from 1 to 86400.")]
    public int WitnessSeconds { get; set; } = 10;

    public IList<WitnessTarget> Witnesses { get; } = [];
}
