using System.ComponentModel.DataAnnotations;

namespace Auditor.AuditWriter.Completeness;

/// <summary>When something missing is called missing. Section <c>Auditor:Completeness</c>.</summary>
public sealed class CompletenessOptions
{
    public const string Section = "Auditor:Completeness";

    /// <summary>How long a hole is waited for before it becomes an entry.</summary>
    [Range(1, 600, ErrorMessage = "Auditor:Completeness:GapSeconds must be from 1 to 600.")]
    public int GapSeconds { get; set; } = 30;

    /// <summary>How long nothing may come from a client before it is called silent.</summary>
    [Range(1, 86_400, ErrorMessage = "Auditor:Completeness:SilenceSeconds must be from 1 to 86400.")]
    public int SilenceSeconds { get; set; } = 180;

    internal TimeSpan Grace => TimeSpan.FromSeconds(GapSeconds);

    internal TimeSpan Silence => TimeSpan.FromSeconds(SilenceSeconds);
}
