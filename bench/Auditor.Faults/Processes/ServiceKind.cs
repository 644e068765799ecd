namespace Auditor.Faults.Processes;

/// <summary>A kind of process of which any number run side by side. A service joins the harness by a line in <see cref="All"/>.</summary>
/// <param name="Name">In words.</param>
/// <param name="Project">Path of its project under src.</param>
/// <param name="Folder">The data folder that all processes of this kind share.</param>
/// <param name="Option">The option that says how many.</param>
/// <param name="Usual">How many without it.</param>
/// <param name="Question">What it answers only when all that it needs is there, such as whoever knows its callers.</param>
internal sealed record ServiceKind(string Name, string Project, string Folder, string Option, int Usual, string Question)
{
    public static ServiceKind AuditWriter { get; } = new("AuditWriter", "Services/AuditWriter", "log", "--audit-writers", 2, "/api/audit/completeness?limit=1");

    public static ServiceKind RuleService { get; } = new("RuleService", "Services/RuleService", "rules", "--rule-services", 2, "/api/rules");

    public static ServiceKind Notifier { get; } = new("Notifier", "Services/Notifier", "notify", "--notifiers", 2, "/api/subscriptions");

    public static IReadOnlyList<ServiceKind> All { get; } = [AuditWriter, RuleService, Notifier];
}
