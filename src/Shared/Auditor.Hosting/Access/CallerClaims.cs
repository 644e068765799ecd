using System.Security.Claims;
using Auditor.Contracts;
using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Access;

/// <summary>The caller of a request, as a principal and as the actor of an entry.</summary>
public static class CallerClaims
{
    private const string Type = "type";
    private const string Id = "id";
    private const string Name = "name";
    private const string DisplayName = "displayName";
    private const string Role = "role";
    private const string Expires = "expiresAt";

    public static ClaimsPrincipal ToPrincipal(this CallerIdentity identity, string scheme)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var claims = new List<Claim> { new(Type, identity.Type), new(Id, identity.Id), new(Name, identity.Name) };
        claims.AddRange(identity.Roles.Select(role => new Claim(Role, role)));
        if (identity.DisplayName is not null)
        {
            claims.Add(new Claim(DisplayName, identity.DisplayName));
        }

        if (identity.ExpiresAt is { } end)
        {
            claims.Add(new Claim(Expires, end.UtcDateTime.ToString("O")));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Name, Role));
    }

    /// <summary>Null for a caller who is not signed in.</summary>
    public static CallerIdentity? ToIdentity(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.FindFirstValue(Type) is not { } type
            ? null
            : new CallerIdentity
            {
                Type = type,
                Id = principal.FindFirstValue(Id) ?? "",
                Name = principal.FindFirstValue(Name) ?? "",
                DisplayName = principal.FindFirstValue(DisplayName),
                Roles = [.. principal.FindAll(Role).Select(claim => claim.Value)],
                ExpiresAt = principal.FindFirstValue(Expires) is { } end ? DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture) : null,
            };
    }

    /// <summary>Who is calling, for an entry; a caller who is not signed in is the user <c>unknown</c>.</summary>
    public static Actor Caller(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return (http.User.ToIdentity() ?? new CallerIdentity { Name = "unknown" }).ToActor(http);
    }

    internal static Actor ToActor(this CallerIdentity identity, HttpContext http) => new()
    {
        Type = identity.Type,
        Id = identity.Id.Length == 0 ? null : identity.Id,
        Name = identity.Name,
        DisplayName = identity.DisplayName,
        Roles = [.. identity.Roles.Select(role => new RoleRef { Name = role })],
        Workstation = http.Address(),
    };

    internal static string? Address(this HttpContext http) => http.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;
}
