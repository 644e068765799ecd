using Microsoft.AspNetCore.Builder;

namespace Auditor.Hosting.Api;

/// <summary>Says of a route that it takes <see cref="AnyBody"/>.</summary>
public static class AnyBodyRoute
{
    public static TBuilder AcceptsAnyBody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(AnyBody.Instance);
}
