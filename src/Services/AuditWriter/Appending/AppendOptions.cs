using System.ComponentModel.DataAnnotations;

namespace Auditor.AuditWriter.Appending;

/// <summary>How entries are put into the store. Section <c>Auditor:Append</c>.</summary>
public sealed class AppendOptions
{
    public const string Section = "Auditor:Append";

    /// <summary>Entries that share one write at most.</summary>
    [Range(1, 10_000, ErrorMessage = "Auditor:Append:MaximumBatch must be from 1 to 10000.")]
    public int MaximumBatch { get; set; } = 500;
}
