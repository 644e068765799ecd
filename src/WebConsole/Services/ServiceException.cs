using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.WebConsole.Services;

/// <summary>What a service said instead of an answer (RFC 9457), or that it said nothing.</summary>
public sealed class ServiceException(HttpStatusCode? status, string title, string? detail, IReadOnlyDictionary<string, string[]> errors, Exception? inner = null)
    : Exception(title, inner)
{
    /// <summary>Null when the service could not be reached.</summary>
    public HttpStatusCode? Status => status;

    public string Title => Message;

    public string? Detail => detail;

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => errors;

    public static ServiceException Away(string service, Exception why) =>
        new(null, $"{service} does not answer.", "What you see here comes from it. It may be starting, or the network is down.", new Dictionary<string, string[]>(), why);

    /// <summary>What is asked for cannot be asked: nobody was.</summary>
    public static ServiceException Invalid(IReadOnlyDictionary<string, string[]> errors) => new(HttpStatusCode.BadRequest, "The request is not valid.", null, errors);

    public static async Task<ServiceException> FromAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        JsonNode? body = null;
        try
        {
            body = await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
        }
        catch (JsonException)
        {
            // Something between us and the service answered.
        }

        string? Text(string name) => body is JsonObject problem && problem[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        var errors = new Dictionary<string, string[]>();
        if (body is JsonObject { } whole && whole["errors"] is JsonObject fields)
        {
            foreach ((string field, JsonNode? messages) in fields)
            {
                errors[field] = [.. (messages as JsonArray ?? []).Select(message => message?.ToString() ?? "")];
            }
        }

        return new ServiceException(answer.StatusCode, Text("title") ?? $"The service answered {(int)answer.StatusCode}.", Text("detail"), errors);
    }
}
