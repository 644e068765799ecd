using Auditor.WebConsole.Log;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Overview;

/// <summary>Counts over the audit log, by its HTTP API.</summary>
internal sealed class LogStatistics(AuditLog log, ServiceClients services, TimeProvider time)
{
    private const string MostShown = "8";

    /// <summary>Everything that the overview draws. It is counted at once.</summary>
    /// <exception cref="ServiceException">AuditWriter did not answer, or refused.</exception>
    public async Task<OverviewFigures> ReadAsync(OverviewModel asked, Visitor visitor, CancellationToken cancellation)
    {
        // One that fails ends the others: nobody waits for them any more.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        DateTimeOffset now = time.GetUtcNow();
        Task<T> Ask<T>(string route, LogFilter filter, params (string Name, string? Value)[] more) =>
            services.Writer.GetAsync<T>("/api/audit/" + route + filter.ForApi(visitor.Zone, now, more), visitor, together.Token);

        // A week of which the log has five minutes is shown as these five minutes, and it is said that it begins there.
        (DateTimeOffset? from, DateTimeOffset? to) = asked.Filter.Times(visitor.Zone, now);
        DateTimeOffset? first = (await log.ListAsync("?order=oldest&limit=1", visitor, cancellation)).Entries is [{ } entry] ? entry.OccurredAt : null;
        DateTimeOffset? begins = first > (from ?? DateTimeOffset.MinValue) && !(first >= (to ?? now)) ? first : null;
        LogFilter shown = first is null ? asked.Activity : asked.Activity.During(visitor.Zone, begins ?? from, to ?? now);

        // A zone is named by the filter already where it restricts hours.
        (string, string?) zone = ("zone", asked.Filter[LogFilter.Hours] is null ? visitor.Zone.Id : null);
        Task<EntrySeries> series = Ask<EntrySeries>("series", shown, ("by", "resource"), zone);
        Task<EntryCounts> opened = Ask<EntryCounts>("counts", asked.Opened, ("by", "actor,camera"), ("most", MostShown));
        Task<HourCounts> hours = Ask<HourCounts>("hours", asked.Opened, zone);
        Task<EntryCounts> answers = Ask<EntryCounts>("counts", asked.Answers, ("by", "action"));
        Task<EntryCounts> outside = Ask<EntryCounts>("counts", asked.Outside, ("by", "actor"), ("most", MostShown));
        Task<RepeatList> repeats = Ask<RepeatList>("repeats", asked.Opened, ("most", MostShown), zone);
        Task<ReasonList> reasons = Ask<ReasonList>("reasons", asked.Given, ("most", MostShown));
        Task<EntryCounts> missing = Ask<EntryCounts>("counts", asked.Missing);
        Task<EntryCounts> exported = Ask<EntryCounts>("counts", asked.Exported);
        Task[] all = [series, opened, hours, answers, outside, repeats, reasons, missing, exported];
        try
        {
            foreach (Task one in all)
            {
                await one;
            }
        }
        catch
        {
            await together.CancelAsync();
            await Task.WhenAll(all).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        return new OverviewFigures(
            from is null ? null : begins, await series, await opened, await hours, await answers, await outside, await repeats, await reasons, (await missing).Total, (await exported).Total);
    }
}
