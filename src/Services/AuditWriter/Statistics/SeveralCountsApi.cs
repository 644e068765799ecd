using Auditor.AuditWriter.Api;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Auditor.AuditWriter.Statistics;

/// <summary>
/// Several counts in one call, and so with one entry about it: a page of figures asks nine, and whoever looks at it did one thing. Pure reading of
/// the address; each count is made by the route that makes it alone.
/// </summary>
internal static class SeveralCountsApi
{
    private const string Ask = "ask";
    private const int Most = 16;
    private const int LongestName = 40;

    private static readonly string[] Kinds = ["counts", "series", "hours", "repeats", "reasons"];

    public static void MapSeveralCountsApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/audit").WithTags("Audit log").AllowRoles(AccessRoles.Auditor)
            .MapGet("/statistics", AnswerAsync)
            .WithName("CountSeveral")
            .WithSummary("Several of counts, series, hours, repeats and reasons at once: ask=NAME:KIND?PARAMETERS for each; all other parameters hold for all of them")
            .Produces<IReadOnlyDictionary<string, object>>()
            .ProducesValidationProblem()
            .DescribeQuery([.. QueryParameters.Filter, "zone", Ask])
            .AuditCalls();

    private static async Task<IResult> AnswerAsync(HttpRequest request, IAuditLog log, IAuditStatistics statistics, SeriesDesk desk, CancellationToken cancellation)
    {
        var asked = new Dictionary<string, (string Kind, HttpRequest Request)>(StringComparer.Ordinal);
        foreach (string? text in request.Query[Ask])
        {
            if (Read(text ?? "", request.Query) is not { } one || !asked.TryAdd(one.Name, (one.Kind, one.Request)))
            {
                return ApiProblem.Invalid(Ask, $"'{text}' is not NAME:KIND?PARAMETERS with a name of its own (1 to {LongestName} letters) and one of {string.Join(", ", Kinds)}.");
            }
        }

        if (asked.Count is 0 or > Most)
        {
            return ApiProblem.Invalid(Ask, $"Give it 1 to {Most} times, each like opened:counts?action=ENTER.");
        }

        // They wait for each other where the store wants it.
        (string Name, IResult Answer)[] answers = await Task.WhenAll(asked.Select(async one => (one.Key, await CountAsync(one.Value.Kind, one.Value.Request, log, statistics, desk, cancellation))));
        return Array.Find(answers, one => one.Answer is not (IValueHttpResult { Value: not null } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK })) is { Answer: not null } refused
            ? Refusal(refused.Name, refused.Answer)
            : Results.Ok(answers.ToDictionary(one => one.Name, one => ((IValueHttpResult)one.Answer).Value, StringComparer.Ordinal));
    }

    private static Task<IResult> CountAsync(string kind, HttpRequest request, IAuditLog log, IAuditStatistics statistics, SeriesDesk desk, CancellationToken cancellation) => kind switch
    {
        "counts" => AuditLogApi.CountAsync(request, log, cancellation),
        "series" => StatisticsApi.SeriesAsync(request, desk, cancellation),
        "hours" => StatisticsApi.HoursAsync(request, statistics, cancellation),
        "repeats" => StatisticsApi.RepeatsAsync(request, statistics, cancellation),
        _ => StatisticsApi.ReasonsAsync(request, statistics, cancellation),
    };

    /// <summary>One count, as if it were asked alone; null when it cannot be understood.</summary>
    private static (string Name, string Kind, HttpRequest Request)? Read(string text, IQueryCollection common)
    {
        string[] parts = text.Split('?', 2);
        string[] head = parts[0].Split(':');
        if (head.Length != 2 || head[0].Length is 0 or > LongestName || !head[0].All(char.IsAsciiLetter) || !Kinds.Contains(head[1]))
        {
            return null;
        }

        var values = new Dictionary<string, StringValues>(common.Where(parameter => parameter.Key != Ask), StringComparer.Ordinal);
        foreach ((string name, StringValues own) in QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1) ?? ""))
        {
            values[name] = own;
        }

        var context = new DefaultHttpContext();
        context.Request.Query = new QueryCollection(values);
        return (head[0], head[1], context.Request);
    }

    private static IResult Refusal(string name, IResult answer) =>
        answer is IValueHttpResult { Value: HttpValidationProblemDetails problem }
            ? ApiProblem.Invalid(problem.Errors.SelectMany(error => error.Value.Select(message => (error.Key, $"{message} (asked as '{name}')"))))
            : answer;
}
