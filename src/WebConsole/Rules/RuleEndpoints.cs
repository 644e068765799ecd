using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Rules;

/// <summary>The pages about the rules, and the pieces of them that their scripts ask for.</summary>
internal static class RuleEndpoints
{
    public const string Path = "/rules";

    /// <summary>Rules of a page of the list.</summary>
    private const int Rows = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).AsPage();
        routes.MapGet(Path + "/new", NewAsync).AsPage();
        routes.MapGet(Path + "/{id:guid}", ShowAsync).AsPage();
        routes.MapGet(Path + "/{id:guid}/history", HistoryAsync).AsPage();
        routes.MapGet(Path + "/{id:guid}/matches", MatchesAsync).AsPage();
        routes.MapGet(Path + "/back-test/{id:guid}", BackTestAsync).AsPage();
        // Changes nothing: a draft goes in, and comes back in words.
        routes.MapPost(Path + "/words", WordsAsync).AsPage();
    }

    private static async Task<RazorComponentResult> ListAsync(HttpContext http, RuleArchive archive, string? text, string? state, int? page, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        var reader = RuleReader.Of(http, visitor.Zone);
        text = text?.Trim() ?? "";
        state = RuleState.All.Any(known => known.Name == state) ? state! : "";
        RuleList list;
        try
        {
            IReadOnlyList<AuditRule> all = await archive.ListAsync(visitor, cancellation);
            AuditRule[] found = [.. all.Where(rule => (state.Length == 0 || RuleState.Of(rule) == state) && IsLike(rule, text))];
            int pages = Math.Max(1, (found.Length + Rows - 1) / Rows);
            int at = Math.Clamp(page ?? 1, 1, pages);
            RuleRow[] rows = await Task.WhenAll(found.Skip((at - 1) * Rows).Take(Rows).Select(async rule => new RuleRow(rule, await LastAsync(archive, rule.Id, visitor, cancellation))));
            list = new RuleList(reader, text, state, rows, found.Length, all.Count, at, pages, Problem: null);
        }
        catch (ServiceException problem)
        {
            list = new RuleList(reader, text, state, [], 0, 0, 1, 1, problem);
        }

        return Page.Of<RulesPage>(http, visitor, new Dictionary<string, object?> { [nameof(RulesPage.List)] = list });
    }

    /// <summary>A new rule asks for a reason before playback and export, which is what most are made for.</summary>
    private static async Task<RazorComponentResult> NewAsync(HttpContext http, BackTests tests, Guid? test, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        BackTestView? tried = test is { } id ? await TriedAsync(tests, id, visitor, cancellation) : null;
        AuditRule rule = tried?.Rule ?? new AuditRule { Playback = new Demand { Prompt = true }, Export = new Demand { Prompt = true } };
        return Show(http, visitor, new RuleView(RuleReader.Of(http, visitor.Zone), Id: null, rule, Last: null, tried, Problem: null));
    }

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, RuleArchive archive, BackTests tests, Guid id, Guid? test, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        var reader = RuleReader.Of(http, visitor.Zone);
        try
        {
            AuditRule rule = await archive.FindAsync(id, visitor, cancellation);
            RuleVersion? last = await LastAsync(archive, id, visitor, cancellation);
            BackTestView? tried = test is { } asked ? await TriedAsync(tests, asked, visitor, cancellation) : null;
            return Show(http, visitor, new RuleView(reader, id, rule, last, tried, Problem: null));
        }
        catch (ServiceException problem)
        {
            return Show(http, visitor, new RuleView(reader, id, Rule: null, Last: null, Test: null, problem));
        }
    }

    private static async Task<RazorComponentResult> HistoryAsync(HttpContext http, RuleArchive archive, Guid id, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        var reader = RuleReader.Of(http, visitor.Zone);
        RuleHistoryView history;
        try
        {
            history = new RuleHistoryView(reader, id, await archive.HistoryAsync(id, visitor, cancellation), Problem: null);
        }
        catch (ServiceException problem)
        {
            history = new RuleHistoryView(reader, id, [], problem);
        }

        return Page.Of<RuleHistoryPage>(http, visitor, new Dictionary<string, object?> { [nameof(RuleHistoryPage.History)] = history });
    }

    private static async Task<RazorComponentResult> MatchesAsync(HttpContext http, RuleArchive archive, BackTests tests, TimeProvider time, Guid id, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        var reader = RuleReader.Of(http, visitor.Zone);
        RuleMatches matches;
        try
        {
            AuditRule? rule = (await archive.HistoryAsync(id, visitor, cancellation))[0].Current;
            (IReadOnlyList<AuditEntry> entries, long total) = reader.MayReadLog ? await tests.CaughtAsync(id, time.GetUtcNow().AddDays(-30), visitor, cancellation) : ([], 0);
            matches = new RuleMatches(reader, id, rule, entries, total, Problem: null);
        }
        catch (ServiceException problem)
        {
            matches = new RuleMatches(reader, id, Rule: null, [], 0, problem);
        }

        return Page.Of<RuleMatchesPage>(http, visitor, new Dictionary<string, object?> { [nameof(RuleMatchesPage.Matches)] = matches });
    }

    private static async Task<RazorComponentResult> BackTestAsync(HttpContext http, BackTests tests, Guid id, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        BackTestView? test = null;
        ServiceException? problem = null;
        try
        {
            test = await tests.FindAsync(id, visitor, cancellation);
        }
        catch (ServiceException refused)
        {
            problem = refused;
        }

        return Page.Piece<BackTestPiece>(http, new Dictionary<string, object?>
        {
            [nameof(BackTestPiece.Test)] = test, [nameof(BackTestPiece.Zone)] = visitor.Zone, [nameof(BackTestPiece.Problem)] = problem,
        });
    }

    private static async Task<IResult> WordsAsync(HttpContext http, CancellationToken cancellation)
    {
        (AuditRule? rule, IReadOnlyList<FieldProblem> problems) = await StrictBody.ReadAsync<AuditRule>(http.Request);
        cancellation.ThrowIfCancellationRequested();
        return rule is null ? ApiProblem.Invalid(problems) : Page.Piece<RuleSentences>(http, new Dictionary<string, object?> { [nameof(RuleSentences.Rule)] = rule });
    }

    private static RazorComponentResult Show(HttpContext http, Visitor visitor, RuleView view) =>
        Page.Of<RulePage>(http, visitor, new Dictionary<string, object?> { [nameof(RulePage.View)] = view });

    private static bool IsLike(AuditRule rule, string text) =>
        text.Length == 0 || rule.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || RuleWords.Catches(rule).Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The list is worth showing without it.</summary>
    private static async Task<RuleVersion?> LastAsync(RuleArchive archive, Guid id, Visitor visitor, CancellationToken cancellation)
    {
        try
        {
            return (await archive.HistoryAsync(id, visitor, cancellation)) is [{ } last, ..] ? last : null;
        }
        catch (ServiceException)
        {
            return null;
        }
    }

    /// <summary>One that is not there any more is nothing to speak of: the page is about the rule.</summary>
    private static async Task<BackTestView?> TriedAsync(BackTests tests, Guid id, Visitor visitor, CancellationToken cancellation)
    {
        try
        {
            return await tests.FindAsync(id, visitor, cancellation);
        }
        catch (ServiceException)
        {
            return null;
        }
    }
}
