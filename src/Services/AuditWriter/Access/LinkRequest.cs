using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Access;

/// <summary>What stands behind the <c>#</c> of a sign-in link.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LinkRequest
{
    public string? Token { get; init; }
}
