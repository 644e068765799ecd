using System.ComponentModel.DataAnnotations;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>How the log is sequenced and signed. Section <c>Auditor:Ledger</c>.</summary>
public sealed class LedgerOptions
{
    public const string Section = "Auditor:Ledger";

    /// <summary>Name of the log in its checkpoints, used when its key is made; like a URL without scheme. Empty: the machine's name and a random part.</summary>
    public string Origin { get; set; } = "";

    /// <summary>File of the signing key, made when it is not there. Empty: <c>ledger.key</c> in the store's folder.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Shortest time between two checkpoints.</summary>
    [Range(10, 60_000, ErrorMessage = "Auditor:Ledger:CheckpointMilliseconds must be from 10 to 60000.")]
    public int CheckpointMilliseconds { get; set; } = 100;

    /// <summary>How long a sequencer that is not heard of keeps its lease.</summary>
    [Range(2, 300, ErrorMessage = "Auditor:Ledger:LeaseSeconds must be from 2 to 300.")]
    public int LeaseSeconds { get; set; } = 10;

    /// <summary>Entries that get their position together.</summary>
    [Range(1, 100_000, ErrorMessage = "Auditor:Ledger:MaximumBatch must be from 1 to 100000.")]
    public int MaximumBatch { get; set; } = 4096;
}
