using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Access;

/// <summary>Name and password.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignInRequest
{
    public string? Name { get; init; }

    public string? Password { get; init; }
}
