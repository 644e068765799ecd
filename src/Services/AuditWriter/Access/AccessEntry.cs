using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.AuditWriter.Access;

/// <summary>The entry that tells of a change of keys, accounts or sessions. Pure; it never holds a secret or its hash.</summary>
internal static class AccessEntry
{
    public static AuditEntry Create(string resource, string action, string name, Actor by, DateTimeOffset at, object? previous = null, object? current = null) => new()
    {
        EntryId = Guid.CreateVersion7(at),
        AuditableResource = resource,
        AuditableAction = action,
        ResourceName = name,
        Actor = by,
        OccurredAt = at,
        AcceptedAt = at,
        Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
        PreviousState = State(previous),
        NewState = State(current),
    };

    private static JsonText State(object? state) => state is null ? default : WireFormat.ToJsonText(state);
}
