using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.AuditWriter.Entries;

/// <summary>The entry that records a configuration change. Pure.</summary>
internal static class EntryOfChange
{
    /// <exception cref="RefusedFactException">The change lacks what an entry needs; the message names the field and what is allowed.</exception>
    public static AuditEntry Create(ConfigurationChanged change, DateTimeOffset acceptedAt)
    {
        Refuse(change.ChangeId == Guid.Empty, "'changeId' must be a UUID that is not all zeros.");
        Refuse(
            !AuditableResources.All.Contains(change.AuditableResource),
            $"'auditableResource' is {Quoted.Of(change.AuditableResource)}; allowed are {string.Join(", ", AuditableResources.All)}.");
        Refuse(string.IsNullOrWhiteSpace(change.AuditableAction), "'auditableAction' must not be empty.");
        Refuse(change.OccurredAt == default, "'occurredAt' is missing; when the change was made, ISO 8601 in UTC.");
        Refuse(
            change.Actor is null || !ActorTypes.All.Contains(change.Actor.Type),
            $"'actor.type' must be one of {string.Join(", ", ActorTypes.All)}.");
        Refuse(string.IsNullOrWhiteSpace(change.Actor!.Name) && string.IsNullOrWhiteSpace(change.Actor.Id), "'actor' must have a 'name' or an 'id'.");
        Refuse(change.Target is { Name: null } or { Path: null }, "'target' must have a 'name' and a 'path' that are not null.");
        Refuse(
            change.Target is { } given && !TargetLevels.All.Contains(given.Level),
            $"'target.level' is {Quoted.Of(change.Target?.Level)}; allowed are {string.Join(", ", TargetLevels.All)}.");

        Refuse(
            change.Result is not null && !AuditResults.All.Contains(change.Result),
            $"'result' is {Quoted.Of(change.Result)}; allowed are {string.Join(", ", AuditResults.All)}.");

        string tenant = string.IsNullOrWhiteSpace(change.Tenant) ? Tenants.Default : change.Tenant;
        return new AuditEntry
        {
            EntryId = change.ChangeId,
            Tenant = tenant,
            AuditableResource = change.AuditableResource,
            AuditableAction = change.AuditableAction,
            ResourceName = change.ResourceName ?? "",
            Actor = change.Actor with { Name = change.Actor.Name ?? "", Roles = [.. (change.Actor.Roles ?? []).Where(role => role is not null)] },
            OccurredAt = change.OccurredAt,
            AcceptedAt = acceptedAt,
            Target = change.Target ?? new Target { Level = TargetLevels.Tenant, Name = tenant, Path = tenant },
            CorrelationId = change.CorrelationId,
            AdditionalMetadata = change.AdditionalMetadata,
            PreviousState = change.PreviousState,
            NewState = change.NewState,
            Result = change.Result ?? AuditResults.Succeeded,
        };
    }

    private static void Refuse(bool wrong, string message)
    {
        if (wrong)
        {
            throw new RefusedFactException(message);
        }
    }
}
