using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auditor.Hosting.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work (bus and store are there). <c>/health</c>:
/// all of it, also what a person has to look at, such as failed appends, for administrators and auditors. The other two are for
/// everybody and say no more than the status. Anything less than healthy is 503.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>Tag of the checks without which a host cannot work.</summary>
    public const string ReadyTag = "ready";

    private static readonly Dictionary<HealthStatus, int> StatusCodes = new()
    {
        [HealthStatus.Healthy] = 200,
        [HealthStatus.Degraded] = 503,
        [HealthStatus.Unhealthy] = 503,
    };

    public static void MapAuditorHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/health/live", _ => false, WriteStatusAsync).AllowAnonymous();
        Map(routes, "/health/ready", check => check.Tags.Contains(ReadyTag), WriteStatusAsync).AllowAnonymous();
        Map(routes, "/health", _ => true, WriteAsync).AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor);
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> which, Func<HttpContext, HealthReport, Task> write) =>
        routes.MapHealthChecks(path, new HealthCheckOptions
        {
            Predicate = which,
            ResultStatusCodes = StatusCodes,
            ResponseWriter = write,
        });

    /// <summary>What goes wrong inside is not for everybody.</summary>
    private static Task WriteStatusAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, new { status = report.Status.ToString() });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description }),
        });
    }
}
