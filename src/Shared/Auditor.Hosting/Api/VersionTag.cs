using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auditor.Hosting.Api;

/// <summary>The version of what can be changed as an entity tag (RFC 9110, section 8.8.3): <c>"3"</c>.</summary>
public static class VersionTag
{
    public static void Set(HttpResponse response, long version)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.GetTypedHeaders().ETag = new EntityTagHeaderValue($"\"{version}\"");
    }

    /// <summary>True when the caller already has this version.</summary>
    public static bool IsKnown(HttpRequest request, long version)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Tag == $"\"{version}\"");
    }

    /// <summary>The version that the caller changes: from <c>If-Match</c>, which must name exactly one.</summary>
    public static (long Version, IResult? Refusal) Required(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            return (0, ApiProblem.Refused(
                StatusCodes.Status428PreconditionRequired,
                "If-Match is missing.",
                "Send the ETag of the version that you read, like If-Match: \"3\", so that nobody's change is overwritten unseen."));
        }

        return EntityTagHeaderValue.TryParse(header, out EntityTagHeaderValue? tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? (version, null)
            : (0, ApiProblem.Invalid("If-Match", "must be the ETag of one version, in double quotes, like \"3\"."));
    }
}
