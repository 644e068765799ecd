using Auditor.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Hosting.Access;

/// <summary>Who may call a route. A route that does not say answers nobody.</summary>
public static class RouteAccess
{
    /// <summary>Any one of the roles lets in; of <see cref="AccessRoles"/>.</summary>
    public static TBuilder AllowRoles<TBuilder>(this TBuilder route, params IReadOnlyList<string> roles)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });

    /// <summary>Everyone who is signed in or has a key, in whatever role.</summary>
    public static TBuilder AllowSignedIn<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization();

    internal static void AddRouteAccess(this IServiceCollection services) =>
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder()
                // Only what is no route at all gets through, to its 404 or 405.
                .RequireAssertion(asked => asked.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
                .Build());
}
