using Auditor.AuditWriter.Api;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Completeness;

/// <summary>How complete the log is, over HTTP.</summary>
internal static class CompletenessApi
{
    /// <summary>Open gaps and silent clients shown at once, of however many there are.</summary>
    private const int MostShown = 100;

    private static readonly string[] Standings = ["running", "silent", "stopped"];

    public static void MapCompletenessApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder completeness = routes.MapGroup("/api/audit/completeness").WithTags("Completeness").AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor);
        completeness.MapGet("", ReportAsync)
            .WithName("GetCompleteness")
            .WithSummary("Since when the log is complete, open gaps, silent clients, and the client sessions page by page")
            .Produces<CompletenessView>()
            .ProducesValidationProblem()
            .DescribeQuery(["standing", "limit", "cursor"]);
        completeness.MapGet("/gaps", ListGapsAsync)
            .WithName("ListGaps")
            .WithSummary("Every gap that the log declares, latest first, with what became of it")
            .Produces<GapPage>()
            .ProducesValidationProblem()
            .DescribeQuery(["limit", "cursor"]);
    }

    private static async Task<IResult> ReportAsync(
        HttpRequest request,
        ILedgerStore ledger,
        IClientSessionStore sessions,
        IOptions<CompletenessOptions> options,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        SessionStanding? standing = parameters.Word("standing", Standings) is { } word ? Enum.Parse<SessionStanding>(word, ignoreCase: true) : null;
        int limit = parameters.Number("limit", 100, 1, 1000);
        AuditCursor? cursor = parameters.Cursor("cursor");
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        DateTimeOffset asOf = time.GetUtcNow();
        long waiting = await ledger.CountUnsequencedAsync(cancellation);
        long sequenced = await ledger.CountLeavesAsync(cancellation);
        LogBookmark bookmark = await sessions.ReadBookmarkAsync(cancellation);
        CompletenessSummary summary = await sessions.SummarizeAsync(cancellation);
        IReadOnlyList<ClientSession> open = await sessions.ListWithOpenGapsAsync(MostShown, cancellation);
        IReadOnlyList<ClientSession> silent = await sessions.ListAsync(SessionStanding.Silent, MostShown, after: null, cancellation);
        ClientSessionCursor? after = cursor is null ? null : new ClientSessionCursor(cursor.OccurredAt, cursor.EntryId);
        IReadOnlyList<ClientSession> page = await sessions.ListAsync(standing, limit, after, cancellation);
        (DateTimeOffset? since, string because) = CompleteSince(bookmark, summary);
        return Results.Ok(new CompletenessView
        {
            AsOf = asOf,
            CompleteSince = since,
            Because = because,
            CaughtUp = waiting == 0 && bookmark.Position >= sequenced,
            WaitingForPosition = waiting,
            Sequenced = sequenced,
            Followed = bookmark.Position,
            GapSeconds = options.Value.GapSeconds,
            SilenceSeconds = options.Value.SilenceSeconds,
            WaitedFor = summary.WaitedFor,
            OpenGapCount = summary.OpenGaps,
            OpenGaps = [.. open.SelectMany(OpenGapView.AllOf).OrderByDescending(gap => gap.MissedAt).Take(MostShown)],
            FilledGaps = summary.FilledGaps,
            SilentClientCount = summary.Silent,
            SilentClients = [.. silent.Select(ClientView.Of)],
            ClientCount = summary.Sessions,
            Clients = [.. page.Select(ClientView.Of)],
            Next = page.Count < limit ? null : new AuditCursor(page[^1].FirstSeen, page[^1].SessionId).ToString(),
        });
    }

    private static (DateTimeOffset? Since, string Because) CompleteSince(LogBookmark bookmark, CompletenessSummary summary) =>
        (bookmark.FirstHeard, summary.LastMissedAt) switch
        {
            (null, _) => (null, "No activity of a client is in the log."),
            (_, { } missed) => (missed, "The latest of the open gaps was first seen then."),
            ({ } heard, null) => (heard, "No gap is open. The first activity of a client was appended then."),
        };

    private static async Task<IResult> ListGapsAsync(HttpRequest request, IAuditLog log, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        int limit = parameters.Number("limit", 100, 1, 200);
        AuditCursor? after = parameters.Cursor("cursor");
        if (parameters.Finish() is { } refusal)
        {
            return refusal;
        }

        var declared = new AuditFilter { Resource = AuditableResources.Client, Action = AuditableActions.Gap };
        AuditPage page = await log.QueryAsync(new AuditQuery(declared, limit, OldestFirst: false, after), cancellation);
        var gaps = new List<GapView>(page.Entries.Count);
        foreach (AuditEntry gap in page.Entries)
        {
            Guid about = gap.CorrelationId ?? gap.EntryId;
            AuditEntry? fill = await FindFillAsync(log, about, AuditResults.Succeeded, cancellation) ?? await FindFillAsync(log, about, result: null, cancellation);
            gaps.Add(GapView.Of(gap, fill));
        }

        return Results.Ok(new GapPage(gaps, page.Next?.ToString()));
    }

    /// <summary>What stands in the log is asked, not what is kept beside it: this list is the one that can be proven.</summary>
    private static async Task<AuditEntry?> FindFillAsync(IAuditLog log, Guid about, string? result, CancellationToken cancellation)
    {
        var fills = new AuditFilter { Resource = AuditableResources.Client, Action = AuditableActions.Fill, CorrelationId = about, Result = result };
        AuditPage latest = await log.QueryAsync(new AuditQuery(fills, 1), cancellation);
        return latest.Entries is [{ } fill, ..] ? fill : null;
    }
}
