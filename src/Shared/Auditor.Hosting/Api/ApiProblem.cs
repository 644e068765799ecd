using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Api;

/// <summary>Refusals as problem+json (RFC 9457), each naming the field and what is allowed.</summary>
public static class ApiProblem
{
    /// <summary>400: the request itself is wrong.</summary>
    public static IResult Invalid(string field, string message) => Invalid([(field, message)]);

    /// <summary>400: several things are wrong; <c>errors</c> holds a list of texts for each field.</summary>
    public static IResult Invalid(IEnumerable<(string Field, string Message)> problems) =>
        Results.ValidationProblem(
            problems.GroupBy(problem => problem.Field, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(problem => problem.Message).ToArray(), StringComparer.Ordinal),
            title: "The request is not valid.");

    /// <inheritdoc cref="Invalid(IEnumerable{ValueTuple{string, string}})"/>
    public static IResult Invalid(IEnumerable<FieldProblem> problems) => Invalid(problems.Select(problem => (problem.Field, problem.Message)));

    /// <summary>404.</summary>
    public static IResult NotFound(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    /// <summary>Any other status.</summary>
    public static IResult Refused(int status, string title, string detail, IDictionary<string, object?>? extensions = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: extensions);
}
