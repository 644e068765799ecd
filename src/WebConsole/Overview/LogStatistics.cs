using Auditor.WebConsole.Log;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Microsoft.AspNetCore.WebUtilities;

namespace Auditor.WebConsole.Overview;

/// <summary>Counts over the audit log, by its HTTP API.</summary>
internal sealed class LogStatistics(AuditLog log, ServiceClients services, TimeProvider time)
{
    private const string MostShown = "8";

    /// <summary>A spool that comes late can move the beginning of the log; asking for each look would be an entry for each.</summary>
    private static readonly TimeSpan BeginningHolds = TimeSpan.FromMinutes(1);

    private volatile Tuple<DateTimeOffset, DateTimeOffset>? _beginning;

    /// <summary>Everything that the overview draws, in one question, and so with one entry about it.</summary>
    /// <exception cref="ServiceException">AuditWriter did not answer, or refused.</exception>
    public async Task<OverviewFigures> ReadAsync(OverviewModel asked, Visitor visitor, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        (DateTimeOffset? from, DateTimeOffset? to) = asked.Filter.Times(visitor.Zone, now);

        // A week of which the log has five minutes is shown as these five minutes, and it is said that it begins there.
        DateTimeOffset? first = await BeginningAsync(visitor, now, cancellation);
        DateTimeOffset? begins = first > (from ?? DateTimeOffset.MinValue) && !(first >= (to ?? now)) ? first : null;
        LogFilter shown = first is null ? asked.Activity : asked.Activity.During(visitor.Zone, begins ?? from, to ?? now);

        string common = asked.Filter.ForApi(visitor.Zone, now, (LogFilter.Zone, visitor.Zone.Id));
        var said = Parameters(common).ToHashSet();
        string Ask(string name, string kind, LogFilter filter, params (string Name, string? Value)[] more) =>
            QueryHelpers.AddQueryString($"{name}:{kind}", Parameters(filter.ForApi(visitor.Zone, now, more)).Where(parameter => !said.Contains(parameter)));
        string[] questions =
        [
            Ask("series", "series", shown, ("by", "resource")),
            Ask("opened", "counts", asked.Opened, ("by", "actor,camera"), ("most", MostShown)),
            Ask("hours", "hours", asked.Opened),
            Ask("answers", "counts", asked.Answers, ("by", "action")),
            Ask("outside", "counts", asked.Outside, ("by", "actor"), ("most", MostShown)),
            Ask("repeats", "repeats", asked.Opened, ("most", MostShown)),
            Ask("reasons", "reasons", asked.Given, ("most", MostShown)),
            Ask("missing", "counts", asked.Missing),
            Ask("exported", "counts", asked.Exported),
        ];
        string query = QueryHelpers.AddQueryString("/api/audit/statistics" + common, questions.Select(question => new KeyValuePair<string, string?>("ask", question)));
        OverviewCounts counts = await services.Writer.GetAsync<OverviewCounts>(query, visitor, cancellation);
        return new OverviewFigures(from is null ? null : begins, counts);
    }

    private async Task<DateTimeOffset?> BeginningAsync(Visitor visitor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (_beginning is { } known && now - known.Item2 < BeginningHolds)
        {
            return known.Item1;
        }

        if ((await log.ListAsync("?order=oldest&limit=1", visitor, cancellation)).Entries is not [{ } entry])
        {
            return null;
        }

        _beginning = Tuple.Create(entry.OccurredAt, now);
        return entry.OccurredAt;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Parameters(string query) =>
        QueryHelpers.ParseQuery(query).SelectMany(parameter => parameter.Value.Select(value => new KeyValuePair<string, string?>(parameter.Key, value)));
}
