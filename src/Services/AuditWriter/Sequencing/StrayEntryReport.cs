using System.Security.Cryptography;
using Auditor.Contracts;
using Auditor.Storage;
using Auditor.Wire;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>The entry that tells of an entry which somebody else than a writer put into the store. Pure.</summary>
internal static class StrayEntryReport
{
    public static AuditEntry Of(UnsequencedEntry stray, DateTimeOffset now) => new()
    {
        // Made of the stray's own id, so that telling again tells the same.
        EntryId = new Guid(SHA256.HashData([.. "auditor refused entry v1"u8, .. stray.EntryId.ToByteArray(bigEndian: true)]).AsSpan(0, 16), bigEndian: true),
        AuditableResource = AuditableResources.AuditLog,
        AuditableAction = AuditableActions.Refuse,
        ResourceName = stray.EntryId.ToString(),
        Actor = new Actor { Type = ActorTypes.Service, Name = "AuditWriter", Workstation = Environment.MachineName },
        OccurredAt = now,
        AcceptedAt = now,
        Target = new Target { Level = TargetLevels.Tenant, Name = Tenants.Default, Path = Tenants.Default },
        AdditionalMetadata = WireFormat.ToJsonText(new Dictionary<string, string>
        {
            ["entryId"] = stray.EntryId.ToString(),
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(stray.Attested.Span)),
            ["problem"] = "It was in the store without the seal of a writer of this log.",
        }),
        Result = AuditResults.Denied,
    };
}
