using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Access;

/// <summary>Asks for an account.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewAccount
{
    public string? Name { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public string? Password { get; init; }
}
