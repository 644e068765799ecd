using Auditor.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Hosting.Access;

/// <summary>Routes that read, export or verify the log: each call is an AUDIT_LOG entry before its answer is given.</summary>
public static class ReadAudit
{
    /// <summary>Where a page begins and how long it is does not make another question.</summary>
    private static readonly string[] Paging = ["cursor", "limit"];

    /// <summary>
    /// The handler must return its answer as an <see cref="IResult"/>, which is written only after the entry is durable. A question that
    /// is refused as wrong (400) shows nothing and is no read.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="action"><see cref="AuditableActions.Read"/>, <see cref="AuditableActions.Export"/> or <see cref="AuditableActions.Verify"/>.</param>
    /// <param name="wholeRoute">Any call of the route is the same question, as where a verifier fetches thousands of pieces.</param>
    public static RouteHandlerBuilder AuditCalls(this RouteHandlerBuilder route, string action = AuditableActions.Read, bool wholeRoute = false)
    {
        route.AddEndpointFilterFactory((context, next) =>
        {
            Type answer = context.MethodInfo.ReturnType;
            answer = answer.IsGenericType && (answer.GetGenericTypeDefinition() == typeof(Task<>) || answer.GetGenericTypeDefinition() == typeof(ValueTask<>))
                ? answer.GetGenericArguments()[0]
                : answer;
            return typeof(IResult).IsAssignableFrom(answer)
                ? invocation => CallAsync(invocation, next, action, wholeRoute)
                : throw new InvalidOperationException($"{context.MethodInfo} must return an IResult, or its answer would be written before its entry.");
        });
        return route.WithMetadata(new AuditedRoute(action));
    }

    private static async ValueTask<object?> CallAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, string action, bool wholeRoute)
    {
        object? answer = await next(invocation);
        if (answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status400BadRequest })
        {
            return answer;
        }

        HttpContext http = invocation.HttpContext;
        HttpRequest request = http.Request;
        await http.RequestServices.GetRequiredService<CallTally>().TellAsync(
            new AuditedCall
            {
                Actor = http.Caller(),
                Resource = AuditableResources.AuditLog,
                Action = action,
                Route = http.RouteName(),
                Asked = request.Path + request.QueryString.ToString(),
                // Escaped: a '&' within a value must not make another question pass for this one.
                Question = wholeRoute ? null : request.Path + string.Join('&', request.Query
                    .Where(parameter => !Paging.Contains(parameter.Key))
                    .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                    .SelectMany(parameter => parameter.Value.Select(value => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(value ?? "")}"))),
            },
            http.RequestAborted);
        return answer;
    }

    internal static string RouteName(this HttpContext http) =>
        $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? "(no route)"}";
}
