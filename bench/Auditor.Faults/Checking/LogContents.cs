using System.Text.Json;
using Auditor.Contracts;
using Auditor.Faults.Load;
using Auditor.Faults.Processes;
using Auditor.Wire;

namespace Auditor.Faults.Checking;

/// <summary>The whole log, as any client reads it: over HTTP, page by page.</summary>
internal static class LogContents
{
    /// <param name="writer">Which writer is asked.</param>
    public static async Task<IReadOnlyList<LoggedFact>> ReadAsync(ServiceSlot writer)
    {
        var facts = new List<LoggedFact>();
        string? cursor = null;
        do
        {
            string path = $"/api/audit/entries?limit=1000&order=oldest{(cursor is null ? "" : "&cursor=" + cursor)}";
            Page page = WireFormat.Deserialize<Page>((await Patience.WithAsync(() => writer.GetBytesAsync(path))).AsSpan());
            facts.AddRange(page.Entries.Select(Of));
            cursor = page.Next;
        }
        while (cursor is not null);
        return facts;
    }

    private static LoggedFact Of(AuditEntry entry)
    {
        (Guid Session, long Number)? activity = ActivityIn(entry);
        return new LoggedFact(
            entry.EntryId,
            entry.Position,
            entry.AuditableResource,
            entry.AuditableAction,
            entry.CorrelationId,
            activity?.Session ?? entry.Actor.Session,
            activity?.Number,
            EventServer.Demands(entry),
            activity is null ? entry.AdditionalMetadata.Text : null);
    }

    private static (Guid Session, long Number)? ActivityIn(AuditEntry entry)
    {
        if (entry.AdditionalMetadata.Text is not { } text)
        {
            return null;
        }

        using var metadata = JsonDocument.Parse(text);
        return metadata.RootElement.ValueKind == JsonValueKind.Object && metadata.RootElement.TryGetProperty("activityId", out _)
            ? (metadata.RootElement.GetProperty("clientSessionId").GetGuid(), metadata.RootElement.GetProperty("sequenceNumber").GetInt64())
            : null;
    }

    private sealed record Page(IReadOnlyList<AuditEntry> Entries, string? Next);
}
