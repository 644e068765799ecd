using Auditor.Contracts;

namespace Auditor.Plugin.Core.Policies;

/// <summary>A policy as it stands in the cache.</summary>
internal sealed record CachedPolicy
{
    /// <summary>Whose it is, and where: it is used for nobody else.</summary>
    public string Key { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset FetchedAt { get; init; }

    public OperatorPolicy Policy { get; init; } = new();
}
