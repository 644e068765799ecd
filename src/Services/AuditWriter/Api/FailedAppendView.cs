using System.Text;
using System.Text.Unicode;
using Auditor.Storage;

namespace Auditor.AuditWriter.Api;

/// <summary>A failed append as the API shows it.</summary>
/// <param name="FailureId">Its id.</param>
/// <param name="Queue">Where it came from.</param>
/// <param name="Problem">What was wrong.</param>
/// <param name="FailedAt">UTC.</param>
/// <param name="ContentType">As its publisher stated it.</param>
/// <param name="Bytes">Size of the body.</param>
/// <param name="BodyText">The body, when it was asked for and is UTF-8.</param>
/// <param name="BodyBase64">The body, when it was asked for and is not UTF-8.</param>
/// <param name="Settlement">How it was settled; absent while it is open.</param>
public sealed record FailedAppendView(
    Guid FailureId,
    string Queue,
    string Problem,
    DateTimeOffset FailedAt,
    string? ContentType,
    int Bytes,
    string? BodyText,
    string? BodyBase64,
    Settlement? Settlement)
{
    internal static FailedAppendView Of(FailedAppend failure, bool withBody)
    {
        bool isText = withBody && Utf8.IsValid(failure.Body.Span);
        return new FailedAppendView(
            failure.FailureId,
            failure.Queue,
            failure.Problem,
            failure.FailedAt,
            failure.ContentType,
            failure.Body.Length,
            isText ? Encoding.UTF8.GetString(failure.Body.Span) : null,
            withBody && !isText ? Convert.ToBase64String(failure.Body.Span) : null,
            failure.Settlement);
    }
}
