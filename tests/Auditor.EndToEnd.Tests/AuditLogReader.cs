using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.EndToEnd.Tests;

/// <summary>Reads the log as any client does: over HTTP, page by page.</summary>
internal static class AuditLogReader
{
    public static async Task<IReadOnlyList<AuditEntry>> AllAsync(HttpClient http, string filter = "")
    {
        var entries = new List<AuditEntry>();
        string? cursor = null;
        do
        {
            string body = await http.GetStringAsync($"/api/audit/entries?limit=1000&order=oldest{filter}{(cursor is null ? "" : "&cursor=" + cursor)}");
            Page page = WireFormat.Deserialize<Page>(body);
            entries.AddRange(page.Entries);
            cursor = page.Next;
        }
        while (cursor is not null);
        return entries;
    }

    /// <summary>Waits until the log holds these activities, then proves that it holds each exactly once.</summary>
    public static async Task AssertExactlyOnceAsync(ServiceProcess writer, IReadOnlyCollection<ActivityObserved> activities)
    {
        string filter = "&session=" + activities.First().ClientSessionId;
        HashSet<Guid> wanted = [.. activities.Select(activity => activity.ActivityId)];
        await Wait.UntilAsync(
            "all recorded", async () => wanted.IsSubsetOf((await AllAsync(writer.Http, filter)).Select(entry => entry.EntryId)), () => writer.Output);

        Guid[] recorded = [.. (await AllAsync(writer.Http, filter)).Select(entry => entry.EntryId)];
        Assert.Equal(recorded.Length, recorded.Distinct().Count());
        Assert.Equal(wanted.Order(), recorded.Order());
    }

    private sealed record Page(IReadOnlyList<AuditEntry> Entries, string? Next);
}
