using System.Security.Cryptography;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Retention;

/// <summary>The entries that tell of retention: what was decided, what is declared erased, and what was left after all. Pure.</summary>
internal static class RetentionEntries
{
    /// <summary>The daily run's own name.</summary>
    public static Actor Service { get; } = new() { Type = ActorTypes.Service, Name = "AuditWriter", Workstation = Environment.MachineName };

    /// <param name="change">The decision.</param>
    /// <param name="before">What was before it.</param>
    public static AuditEntry Of(RetentionChange change, RetentionState before)
    {
        AuditEntry entry = New(change.ChangeId, change.Actor, change.ChangedAt) with
        {
            AdditionalMetadata = WireFormat.ToJsonText(new { revision = change.Revision }),
        };
        if (change.Placed is { } hold)
        {
            return entry with { AuditableAction = AuditableActions.Hold, ResourceName = hold.Name, Reason = hold.Reason, NewState = WireFormat.ToJsonText(hold) };
        }

        if (change.Released is { } release)
        {
            LegalHold? released = before.Holds.FirstOrDefault(placed => placed.HoldId == release.HoldId);
            return entry with
            {
                AuditableAction = AuditableActions.Release,
                ResourceName = released?.Name ?? release.HoldId.ToString(),
                Reason = release.Why,
                PreviousState = WireFormat.ToJsonText(released),
                NewState = WireFormat.ToJsonText(release),
            };
        }

        return entry with
        {
            AuditableAction = AuditableActions.Update,
            ResourceName = "Retention policies",
            PreviousState = WireFormat.ToJsonText(before.Policies.Policies),
            NewState = WireFormat.ToJsonText(change.Policies),
        };
    }

    public static AuditEntry Declaration(RetentionRun run, ErasureNotice notice, DateTimeOffset now) =>
        New(Guid.CreateVersion7(now), run.RequestedBy, now) with
        {
            AuditableAction = AuditableActions.Erase,
            ResourceName = notice.Resource ?? notice.Class,
            AdditionalMetadata = WireFormat.ToJsonText(notice with { RunId = run.RunId, AsOf = run.AsOf, PolicyRevision = run.PolicyRevision }),
            CorrelationId = run.RunId,
        };

    /// <summary>What an entry declares; null when it is no declaration of a run.</summary>
    public static ErasureNotice? NoticeIn(AuditEntry entry)
    {
        try
        {
            return entry.AuditableAction == AuditableActions.Erase && entry.AdditionalMetadata.Text is { } text ? WireFormat.Deserialize<ErasureNotice>(text) : null;
        }
        catch (WireException)
        {
            return null;
        }
    }

    public static AuditEntry Kept(AuditEntry declaration, KeptNotice notice, DateTimeOffset now) =>
        New(KeptIdOf(declaration), Service, now) with
        {
            AuditableAction = AuditableActions.Keep,
            ResourceName = declaration.ResourceName,
            AdditionalMetadata = WireFormat.ToJsonText(notice),
            CorrelationId = declaration.CorrelationId,
        };

    /// <summary>Made of the declaration's own id: one declaration has one such entry at most.</summary>
    public static Guid KeptIdOf(AuditEntry declaration) =>
        new(SHA256.HashData([.. "auditor kept entries v1"u8, .. declaration.EntryId.ToByteArray(bigEndian: true)]).AsSpan(0, 16), bigEndian: true);

    private static AuditEntry New(Guid id, Actor actor, DateTimeOffset at) => new()
    {
        EntryId = id,
        AuditableResource = AuditableResources.AuditLog,
        Actor = actor,
        OccurredAt = at,
        AcceptedAt = at,
        Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
    };
}
