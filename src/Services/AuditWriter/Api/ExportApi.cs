using System.Text.Json;
using Auditor.AuditWriter.Exporting;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Auditor.AuditWriter.Api;

/// <summary>Taking entries out of the log as files (docs/export.md).</summary>
internal static class ExportApi
{
    private static readonly string[] Formats = [.. Enum.GetNames<ExportFormat>().Select(name => name.ToLowerInvariant())];

    public static void MapExportApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder exports = routes.MapGroup("/api/audit/exports").WithTags("Exports").AllowRoles(AccessRoles.Auditor);
        exports.MapGet("/preview", PreviewAsync)
            .WithName("PreviewExport")
            .WithSummary("How many entries an export would have and about how large it would be; nothing is started")
            .Produces<ExportPreview>()
            .ProducesValidationProblem()
            .DescribeQuery(["format", "zone", .. QueryParameters.Filter])
            .AuditCalls();
        exports.MapPost("", StartAsync)
            .WithName("StartExport")
            .WithSummary("Starts an export in the background: format is csv, jsonl or bundle; the filter's fields are those of the entries' query")
            .Accepts<Dictionary<string, string>>("application/json")
            .Produces<Export>(StatusCodes.Status201Created)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict);
        exports.MapGet("", (ExportDesk desk) => new ExportList(desk.List())).WithName("ListExports").WithSummary("The exports that there are, the latest first");
        exports.MapGet("/{id:guid}", (Guid id, ExportDesk desk) => desk.Find(id) is { } export ? Results.Ok(export) : NotThere(id))
            .WithName("GetExport")
            .WithSummary("How far an export is")
            .Produces<Export>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        exports.MapGet("/{id:guid}/content", DownloadAsync)
            .WithName("DownloadExport")
            .WithSummary("The file of an export that is done; ranges can be asked for")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        exports.MapDelete("/{id:guid}", RemoveAsync)
            .WithName("RemoveExport")
            .WithSummary("Cancels an export that has not ended, and removes one that has")
            .Produces<Export>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PreviewAsync(HttpRequest request, ExportEstimate estimate, CancellationToken cancellation) =>
        TryRead(request.Query, out Export? asked, out AuditFilter? filter) is { } refusal
            ? refusal
            : Results.Ok(await estimate.PreviewAsync(asked!.Format, filter!, cancellation));

    private static async Task<IResult> StartAsync(
        [FromBody] Dictionary<string, JsonElement> body, HttpContext http, ExportDesk desk, ExportEstimate estimate, CancellationToken cancellation)
    {
        string[] noTexts = [.. body.Where(part => part.Value.ValueKind != JsonValueKind.Null && TextsOf(part.Value) is null).Select(part => part.Key)];
        if (noTexts.Length > 0)
        {
            return ApiProblem.Invalid(noTexts.Select(name => (name, "It must be a text in quotes, or a list of texts.")));
        }

        var query = new QueryCollection(body.Where(part => part.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(part => part.Key, part => new StringValues(TextsOf(part.Value))));
        if (TryRead(query, out Export? asked, out AuditFilter? filter) is { } refusal)
        {
            return refusal;
        }

        try
        {
            Func<long, long> size = await estimate.SizeAsync(asked!.Format, filter!, cancellation);
            Export export = await desk.StartAsync(asked with { RequestedBy = http.Caller() }, filter!, size, cancellation);
            return Results.Created($"/api/audit/exports/{export.Id}", export);
        }
        catch (ExportFailedException problem)
        {
            return ApiProblem.Refused(StatusCodes.Status409Conflict, "The export cannot be made now.", problem.Message);
        }
    }

    private static async Task<IResult> DownloadAsync(Guid id, HttpContext http, ExportDesk desk, ExportDownloads downloads, CancellationToken cancellation)
    {
        if (desk.Find(id) is not { } export)
        {
            return NotThere(id);
        }

        if (export.State != ExportState.Done)
        {
            return ApiProblem.Refused(
                StatusCodes.Status409Conflict, "There is no file.", export.Problem ?? $"The export is {export.State.ToString().ToLowerInvariant()}.");
        }

        if (desk.FileOf(export) is not { } file)
        {
            return NotThere(id);
        }

        await downloads.RecordAsync(export, http.Caller(), http.Request.GetTypedHeaders().Range, cancellation);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(export.Sha256!))}:";
        return Results.File(file, ContentTypeOf(export.Format), export.FileName, export.EndedAt, new EntityTagHeaderValue($"\"{export.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext http, ExportDesk desk, CancellationToken cancellation) =>
        await desk.RemoveAsync(id, http.Caller(), cancellation) is { } export ? Results.Ok(export) : NotThere(id);

    /// <summary>Reads what is asked for; the refusal, or null when it can be understood.</summary>
    private static IResult? TryRead(IQueryCollection query, out Export? asked, out AuditFilter? filter)
    {
        var parameters = new QueryParameters(query);
        string? format = parameters.Word("format", Formats);
        parameters.Zone();
        filter = parameters.ReadFilter();
        asked = null;
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        if (format is null)
        {
            return ApiProblem.Invalid("format", $"It is missing; there are {string.Join(", ", Formats)}.");
        }

        asked = new Export
        {
            Format = Enum.Parse<ExportFormat>(format, ignoreCase: true),
            Zone = parameters.ZoneName,
            Filter = QueryParameters.Filter.Where(query.ContainsKey).ToDictionary(name => name, name => string.Join(", ", query[name].AsEnumerable()), StringComparer.Ordinal),
        };
        return null;
    }

    /// <summary>A text, or each of a list of texts; null for anything else.</summary>
    private static string?[]? TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()],
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(one => one.GetString())],
        _ => null,
    };

    private static string ContentTypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Jsonl => "application/jsonl",
        _ => "application/zip",
    };

    private static IResult NotThere(Guid id) => ApiProblem.NotFound($"There is no export {id}, or not any more.");
}
