using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Hosting.Access;

/// <summary>Something that was asked of an API and is an entry of its own: a read of the log, a refusal.</summary>
public sealed record AuditedCall
{
    public required Actor Actor { get; init; }

    /// <summary>One of <see cref="AuditableResources"/>.</summary>
    public required string Resource { get; init; }

    /// <summary>One of <see cref="AuditableActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Method and route, such as <c>GET /api/audit/entries</c>.</summary>
    public required string Route { get; init; }

    /// <summary>Path and query as they were given.</summary>
    public string? Asked { get; init; }

    /// <summary>What makes two questions the same; null where the route alone does.</summary>
    public string? Question { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Why { get; init; }

    /// <summary>One of <see cref="AuditResults"/>.</summary>
    public string Result { get; init; } = AuditResults.Succeeded;

    internal string Key => string.Join('\n', Actor.Type, Actor.Id, Actor.Name, Actor.Workstation, Resource, Action, Route, Question, Why, Result);

    /// <summary>What the entry says beside who, when and how it ended.</summary>
    public JsonText Metadata(int times, DateTimeOffset from, DateTimeOffset until) =>
        WireFormat.ToJsonText(new { route = Route, asked = Asked, why = Why, times, from, until });
}
