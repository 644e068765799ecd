using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auditor.Hosting.Access;

/// <summary>How often one may ask: by address before anyone is identified, then by identity; at signing in, more strictly.</summary>
public static class RequestLimits
{
    /// <summary>Marks a route where passwords or links are tried.</summary>
    public static TBuilder LimitSignIns<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(SignInRoute.Instance);

    internal static void UseAddressLimits(this IApplicationBuilder app)
    {
        AccessOptions limits = app.ApplicationServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        app.UseRateLimiter(Options(PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => PerMinute(AddressOf(http), limits.RequestsPerMinutePerAddress)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => http.GetEndpoint()?.Metadata.GetMetadata<SignInRoute>() is null
                ? RateLimitPartition.GetNoLimiter("")
                : PerMinute(AddressOf(http), limits.SignInsPerMinute)))));
    }

    internal static void UseIdentityLimits(this IApplicationBuilder app)
    {
        AccessOptions limits = app.ApplicationServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        app.UseRateLimiter(Options(PartitionedRateLimiter.Create<HttpContext, string>(http => http.User.ToIdentity() is { } identity
            ? PerMinute(identity.Type + identity.Id, limits.RequestsPerMinutePerIdentity)
            : RateLimitPartition.GetNoLimiter(""))));
    }

    private static RateLimiterOptions Options(PartitionedRateLimiter<HttpContext> limiter) => new()
    {
        GlobalLimiter = limiter,
        OnRejected = async (rejected, _) =>
        {
            TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan said) ? said : TimeSpan.FromSeconds(10);
            await TooManyAsync(rejected.HttpContext, wait);
        },
    };

    /// <summary>429, with when to come back.</summary>
    public static Task TooManyAsync(HttpContext http, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(http);
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Refused(StatusCodes.Status429TooManyRequests, "Too many requests.", $"Try again in {seconds} s.").ExecuteAsync(http);
    }

    private static RateLimitPartition<string> PerMinute(string who, int requests) =>
        RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = requests,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });

    /// <summary>An IPv6 site has 2^64 addresses for itself and counts as one.</summary>
    private static string AddressOf(HttpContext http)
    {
        IPAddress? address = http.Connection.RemoteIpAddress;
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return http.Address() ?? "";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private sealed class SignInRoute
    {
        public static SignInRoute Instance { get; } = new();
    }
}
