using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A version in a rule's history, in words.</summary>
public sealed class RuleVersionRow(RuleVersion version)
{
    public string Version { get; } = $"Version {version.Version}";

    /// <summary>Local time of this machine, with its offset.</summary>
    public string When { get; } = version.ChangedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture);

    public string Who { get; } = version.Actor.DisplayName ?? version.Actor.Name;

    public string What { get; } = RuleDifferences.Changed(version.Previous, version.Current);

    /// <summary>As it was after this change; null when the change was its deletion.</summary>
    public AuditRule? Rule { get; } = version.Current;

    public bool CanRollBack => Rule is not null;
}
