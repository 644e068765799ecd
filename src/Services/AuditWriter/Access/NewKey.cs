using System.Text.Json.Serialization;

namespace Auditor.AuditWriter.Access;

/// <summary>Asks for an API key.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewKey
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Days from now; 90 when absent.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>A key without an end has to be asked for.</summary>
    public bool NeverExpires { get; init; }
}
