using Auditor.Contracts;

namespace Auditor.Notifier.Formats;

/// <summary>How much an entry wants to be looked at. Auditor itself has no severities; receivers sort by them.</summary>
internal enum EntrySeverity
{
    /// <summary>Everyday work.</summary>
    Informational,

    /// <summary>What changes the rules, the ways in or the log itself; recordings that leave; a reason that was not given; a result that is not known.</summary>
    Notice,

    /// <summary>What failed or was refused; activities that are missing; a client that fell silent.</summary>
    Warning,
}

/// <summary>Which entry has which severity (docs/siem.md).</summary>
internal static class EntrySeverities
{
    public static EntrySeverity Of(AuditEntry entry) => (entry.AuditableResource, entry.AuditableAction, entry.Result) switch
    {
        (_, _, AuditResults.Failed or AuditResults.Denied) => EntrySeverity.Warning,
        (AuditableResources.Client, AuditableActions.Gap or AuditableActions.Silent, _) => EntrySeverity.Warning,
        (AuditableResources.AuditLog or AuditableResources.Access, AuditableActions.Refuse, _) => EntrySeverity.Warning,
        (AuditableResources.Outcome or AuditableResources.Export, AuditableActions.Fail, _) => EntrySeverity.Warning,
        (AuditableResources.Subscription, AuditableActions.Disable or AuditableActions.Skip, _) => EntrySeverity.Warning,
        (_, _, AuditResults.Unknown) => EntrySeverity.Notice,
        (AuditableResources.Reason, AuditableActions.Decline or AuditableActions.Expire, _) => EntrySeverity.Notice,
        (AuditableResources.Export, AuditableActions.Start or AuditableActions.Complete, _) => EntrySeverity.Notice,
        (AuditableResources.AuditLog, not AuditableActions.Read, _) => EntrySeverity.Notice,
        (AuditableResources.AuditRule or AuditableResources.Subscription or AuditableResources.ApiKey or AuditableResources.Account or AuditableResources.Unrecognized, _, _) => EntrySeverity.Notice,
        (AuditableResources.Access, AuditableActions.Create, _) => EntrySeverity.Notice,
        _ => EntrySeverity.Informational,
    };
}
