using System.Net;
using System.Net.Http;
using Auditor.Contracts;
using Auditor.Rules;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Editing;

/// <summary>An answer that is no success (application/problem+json), turned into words.</summary>
internal static class RuleServiceRefusal
{
    public static async Task ThrowUnlessGoodAsync(HttpResponseMessage answer, Uri address)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw Of(answer.StatusCode, await ReadAsync(answer), address);
        }
    }

    private static RuleServiceException Of(HttpStatusCode status, Body body, Uri address)
    {
        string said = body.Detail ?? body.Title ?? $"it answers {(int)status}";
        return (int)status switch
        {
            400 => new RuleServiceException(RuleServiceFault.Refused, Mistakes(body, said)) { Problems = ProblemsOf(body) },
            401 => new RuleServiceException(
                RuleServiceFault.NotSignedIn, $"RuleService at {address.Host} does not know the API key: it may have expired or been revoked."),
            403 => new RuleServiceException(
                RuleServiceFault.NotAllowed, "The API key may not do this: reading rules needs the role administrator or auditor, changing them administrator."),
            404 => new RuleServiceException(
                body.Title is null ? RuleServiceFault.Unexpected : RuleServiceFault.Missing,
                body.Title is null ? $"What answers at {address} is not RuleService." : "RuleService does not know this rule."),
            409 or 412 => new RuleServiceException(
                body.Current is null ? RuleServiceFault.Deleted : RuleServiceFault.EditedElsewhere,
                body.Current is null ? "The rule was deleted in RuleService." : $"Somebody else saved version {body.Current.Version} of this rule meanwhile.")
            {
                Current = body.Current,
            },
            410 => new RuleServiceException(RuleServiceFault.Deleted, "The rule was deleted in RuleService."),
            429 => new RuleServiceException(RuleServiceFault.Unavailable, "RuleService was asked too often; try again in a minute."),
            503 => new RuleServiceException(RuleServiceFault.Unavailable, $"RuleService cannot do it now, and has changed nothing: {said}"),
            _ => new RuleServiceException(RuleServiceFault.Unexpected, $"RuleService at {address.Host} answers {(int)status}: {said}"),
        };
    }

    private static string Mistakes(Body body, string said) => body.Errors is { Count: > 0 } errors
        ? "RuleService refuses the rule: " + string.Join(" ", errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}"))
        : $"RuleService refuses the rule: {said}";

    private static IReadOnlyList<RuleProblem> ProblemsOf(Body body) =>
        [.. (body.Errors ?? []).SelectMany(error => error.Value.Select(message => new RuleProblem(error.Key, message)))];

    private static async Task<Body> ReadAsync(HttpResponseMessage answer)
    {
        byte[] text = await answer.Content.ReadAsByteArrayAsync();
        try
        {
            return text.Length == 0 ? new Body() : WireFormat.Deserialize<Body>(text.AsSpan());
        }
        catch (WireException)
        {
            // A proxy's page, for instance; the status says enough.
            return new Body();
        }
    }

    private sealed record Body
    {
        public string? Title { get; init; }

        public string? Detail { get; init; }

        public Dictionary<string, string[]>? Errors { get; init; }

        public AuditRule? Current { get; init; }
    }
}
