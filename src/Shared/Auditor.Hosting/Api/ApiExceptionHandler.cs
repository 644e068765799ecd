using System.Text.Json;
using Auditor.Hosting.Access;
using Auditor.Storage;
using Auditor.Wire;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Api;

/// <summary>Turns what escapes an endpoint into problem+json; a user never sees a stack trace.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        IResult answer = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => ApiProblem.Invalid("body", WireFormat.Explain(json)),
            BadHttpRequestException bad => ApiProblem.Refused(bad.StatusCode, "The request is not valid.", bad.Message),
            WireException wire => ApiProblem.Invalid("body", wire.Message),
            AccessUnavailableException => ApiProblem.Refused(503, "Nobody can say who you are.", "AuditWriter, which knows keys and sessions, does not answer. Try again later."),
            StoreUnavailableException => ApiProblem.Refused(503, "The store is not available.", "Try again later; what has been done already is not done twice."),
            _ => ApiProblem.Refused(500, "Something went wrong here.", "The server's log has the details; nothing you sent is at fault."),
        };
        if (exception is StoreUnavailableException or not (BadHttpRequestException or WireException))
        {
            Log.RequestFailed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        await answer.ExecuteAsync(httpContext);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);
    }
}
