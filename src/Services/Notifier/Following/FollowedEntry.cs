using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Notifier.Following;

/// <summary>One position of the log as it was read, understood once for all who look at it.</summary>
internal sealed class FollowedEntry(LogItem item)
{
    private readonly Lazy<AuditEntry?> _entry = new(() => Read(item));

    public long Position => item.Position;

    public Guid EntryId => item.EntryId;

    /// <summary>The attested bytes as text; null when the entry was erased.</summary>
    public string? Attested => item.Entry.IsNull ? null : item.Entry.Text;

    /// <summary>The entry with its position; null when it was erased, or is of a form that this version cannot read.</summary>
    public AuditEntry? Entry => _entry.Value;

    private static AuditEntry? Read(LogItem item)
    {
        if (item.Entry.IsNull)
        {
            return null;
        }

        try
        {
            AuditEntry entry = WireFormat.Deserialize<AuditEntry>(item.Entry.Text!);
            return IsWhole(entry) ? entry with { Position = item.Position } : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    /// <summary>What is read from a store may lack what a writer always writes.</summary>
    private static bool IsWhole(AuditEntry entry) =>
        entry is { Tenant: not null, AuditableResource: not null, AuditableAction: not null, ResourceName: not null, Result: not null, Rules: not null, Cameras: not null }
        && entry is { Actor: { Type: not null, Name: not null, Roles: not null }, Outcome.NotificationChannels: not null }
        && entry is { Target: { Level: not null, Name: not null, Path: not null } }
        && entry.Rules.All(rule => rule is { Name: not null })
        && entry.Cameras.All(camera => camera is { Id: not null, Name: not null })
        && entry.Actor.Roles.All(role => role is not null);
}
