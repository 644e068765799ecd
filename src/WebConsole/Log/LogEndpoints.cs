using System.Net;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Log;

/// <summary>The pages about the log, and the pieces of them that the page's script asks for.</summary>
internal static class LogEndpoints
{
    public const string Path = "/log";

    /// <summary>Rows of a page of the list.</summary>
    private const string Rows = "100";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AsPage();
        routes.MapGet(Path + "/rows", RowsAsync).AsPage();
        routes.MapGet(Path + "/entry/{entryId:guid}", EntryAsync).AsPage();
        routes.MapGet(Path + "/entry/{entryId:guid}/proof", ProofAsync).AsPage();
    }

    /// <summary>The list, with the entry beside it that the address names.</summary>
    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, AuditLog log, TimeProvider time, string? entry, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        var filter = LogFilter.Read(http.Request.Query);
        LogList list = await ListAsync(log, visitor, filter, time, cursor: null, cancellation);
        EntryDetail? detail = string.IsNullOrEmpty(entry) ? null
            : Guid.TryParse(entry, out Guid id) ? await DetailAsync(log, visitor, filter, id, cancellation)
            : new EntryDetail(Guid.Empty, filter, visitor.Zone, null, new EntryDifference([], false), new ServiceException(HttpStatusCode.NotFound, "Not found.", "The address names no entry of the log.", new Dictionary<string, string[]>()));
        return Page.Of<LogPage>(http, visitor, new Dictionary<string, object?> { [nameof(LogPage.List)] = list, [nameof(LogPage.Detail)] = detail });
    }

    private static async Task<RazorComponentResult> RowsAsync(HttpContext http, AuditLog log, TimeProvider time, string? cursor, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        LogList list = await ListAsync(log, visitor, LogFilter.Read(http.Request.Query), time, cursor, cancellation);
        return Page.Piece<LogRows>(http, new Dictionary<string, object?> { [nameof(LogRows.List)] = list });
    }

    private static async Task<RazorComponentResult> EntryAsync(HttpContext http, AuditLog log, Guid entryId, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        EntryDetail detail = await DetailAsync(log, visitor, LogFilter.Read(http.Request.Query), entryId, cancellation);
        return Page.Piece<EntryPanel>(http, new Dictionary<string, object?> { [nameof(EntryPanel.Detail)] = detail });
    }

    private static async Task<RazorComponentResult> ProofAsync(HttpContext http, AuditLog log, Guid entryId, CancellationToken cancellation)
    {
        CheckedProof? proof = null;
        ServiceException? problem = null;
        try
        {
            proof = await log.ProveAsync(entryId, Visitor.Of(http), cancellation);
        }
        catch (ServiceException refused)
        {
            problem = refused;
        }

        return Page.Piece<ProofResult>(http, new Dictionary<string, object?>
        {
            [nameof(ProofResult.EntryId)] = entryId,
            [nameof(ProofResult.Proof)] = proof,
            [nameof(ProofResult.Problem)] = problem,
        });
    }

    private static async Task<LogList> ListAsync(
        AuditLog log, Visitor visitor, LogFilter filter, TimeProvider time, string? cursor, CancellationToken cancellation)
    {
        if (filter.Problems.Count > 0)
        {
            return new LogList(filter, visitor.Zone, new EntryPage([], null), ServiceException.Invalid(filter.Problems));
        }

        try
        {
            EntryPage page = await log.ListAsync(filter.ForApi(visitor.Zone, time.GetUtcNow(), ("limit", Rows), ("cursor", cursor)), visitor, cancellation);
            return new LogList(filter, visitor.Zone, page, Problem: null);
        }
        catch (ServiceException problem)
        {
            return new LogList(filter, visitor.Zone, new EntryPage([], null), problem);
        }
    }

    private static async Task<EntryDetail> DetailAsync(AuditLog log, Visitor visitor, LogFilter filter, Guid entryId, CancellationToken cancellation)
    {
        try
        {
            (Contracts.AuditEntry entry, EntryDifference difference) = await log.FindAsync(entryId, visitor, cancellation);
            return new EntryDetail(entryId, filter, visitor.Zone, entry, difference, Problem: null);
        }
        catch (ServiceException problem)
        {
            return new EntryDetail(entryId, filter, visitor.Zone, null, new EntryDifference([], false), problem);
        }
    }
}
