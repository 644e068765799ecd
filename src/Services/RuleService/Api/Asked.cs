using Auditor.Contracts;

namespace Auditor.RuleService.Api;

/// <summary>Who a query string asks about.</summary>
internal static class Asked
{
    public static Actor Actor(string? user, string? sid, string[]? roles) => new()
    {
        Name = user?.Trim() ?? "",
        Id = string.IsNullOrWhiteSpace(sid) ? null : sid.Trim(),
        // A role by id, when it looks like one, else by name.
        Roles = [.. (roles ?? []).Where(role => !string.IsNullOrWhiteSpace(role))
            .Select(role => Guid.TryParse(role, out _) ? new RoleRef { Id = role.Trim() } : new RoleRef { Name = role.Trim() })],
    };

    public static bool IsNobody(Actor actor) =>
        string.IsNullOrWhiteSpace(actor.Name) && string.IsNullOrWhiteSpace(actor.Id) && actor.Roles.Count == 0;
}
