using System.ComponentModel.DataAnnotations;

namespace Auditor.AuditWriter.Exporting;

/// <summary>How much exports may take. Section <c>Auditor:Export</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Auditor:Export";

    /// <summary>Exports that run at the same time.</summary>
    [Range(1, 8, ErrorMessage = "Auditor:Export:AtOnce must be from 1 to 8.")]
    public int AtOnce { get; set; } = 2;

    /// <summary>Room on the disk that exports leave to the log, which is on the same disk.</summary>
    [Range(0, 1_000_000_000, ErrorMessage = "Auditor:Export:KeepFreeMegabytes must be from 0 to 1000000000.")]
    public long KeepFreeMegabytes { get; set; } = 512;

    /// <summary>How long a file is kept.</summary>
    [Range(1, 720, ErrorMessage = "Auditor:Export:KeepHours must be from 1 to 720.")]
    public int KeepHours { get; set; } = 24;
}
