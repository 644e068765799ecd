namespace Auditor.Faults.Processes;

/// <summary>A kind of process of which any number run side by side. A service joins the harness by a line in <see cref="All"/>.</summary>
/// <param name="Name">In words.</param>
/// <param name="Project">Path of its project under src.</param>
/// <param name="Folder">The data folder that all processes of this kind share.</param>
/// <param name="Option">The option that says how many.</param>
/// <param name="Usual">How many without it.</param>
internal sealed record ServiceKind(string Name, string Project, string Folder, string Option, int Usual)
{
    public static ServiceKind AuditWriter { get; } = new("AuditWriter", "Services/AuditWriter", "log", "--audit-writers", 2);

    public static ServiceKind RuleService { get; } = new("RuleService", "Services/RuleService", "rules", "--rule-services", 2);

    public static IReadOnlyList<ServiceKind> All { get; } = [AuditWriter, RuleService];
}
