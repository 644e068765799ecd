using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Access;

/// <summary>What to change of an account; what is absent stays as it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AccountChange
{
    public string? DisplayName { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public bool? Disabled { get; init; }
}
