using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Access;

/// <summary>A new password.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PasswordChange
{
    /// <summary>The one until now; needed for one's own account only.</summary>
    public string? Current { get; init; }

    public string? Password { get; init; }
}
