using System.ComponentModel.DataAnnotations;

namespace Auditor.WebConsole;

/// <summary>Where the services are, for a console that runs by itself.</summary>
internal sealed class WebConsoleOptions
{
    public const string Section = "Auditor:Console";

    /// <summary>Address of AuditWriter, like <c>https://audit-writer:5082</c>.</summary>
    [Required]
    public Uri? AuditWriter { get; set; }

    /// <summary>Address of RuleService.</summary>
    [Required]
    public Uri? RuleService { get; set; }

    /// <summary>Address of Notifier.</summary>
    [Required]
    public Uri? Notifier { get; set; }
}
