using Auditor.Contracts;

namespace Auditor.WebConsole.Rules;

/// <summary>Whether a rule is in force, in one word.</summary>
internal static class RuleState
{
    public const string Live = "live";
    public const string Shadow = "shadow";
    public const string Off = "off";

    public static readonly IReadOnlyList<(string Name, string Label)> All = [(Live, "In force"), (Shadow, "Shadow"), (Off, "Off")];

    public static string Of(AuditRule rule) => !rule.Enabled ? Off : rule.Mode == RuleMode.Shadow ? Shadow : Live;

    public static string Label(AuditRule rule) => All.First(state => state.Name == Of(rule)).Label;

    /// <summary>Class of its badge.</summary>
    public static string Badge(AuditRule rule) => Of(rule) switch { Live => "badge good", Shadow => "badge odd", _ => "badge" };
}
