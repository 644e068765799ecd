using Auditor.Contracts;
using Microsoft.Net.Http.Headers;

namespace Auditor.RuleService.Api;

/// <summary>A rule's version as an entity tag (RFC 9110, section 8.8.3): <c>"3"</c>.</summary>
internal static class RuleVersionTag
{
    public static void Set(HttpResponse response, AuditRule rule) => response.GetTypedHeaders().ETag = new EntityTagHeaderValue($"\"{rule.Version}\"");

    /// <summary>True when the caller already has this version.</summary>
    public static bool IsKnown(HttpRequest request, AuditRule rule) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Tag == $"\"{rule.Version}\"");

    /// <summary>The version that the caller changes: from <c>If-Match</c>, which must name exactly one.</summary>
    public static (long Version, IResult? Refusal) Required(HttpRequest request)
    {
        string header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            return (0, Hosting.Api.ApiProblem.Refused(
                StatusCodes.Status428PreconditionRequired,
                "If-Match is missing.",
                "Send the ETag of the version that you read, like If-Match: \"3\", so that nobody's change is overwritten unseen."));
        }

        return EntityTagHeaderValue.TryParse(header, out EntityTagHeaderValue? tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long version)
            ? (version, null)
            : (0, Hosting.Api.ApiProblem.Invalid("If-Match", "must be the ETag of one version, in double quotes, like \"3\"."));
    }
}
