using System.Globalization;
using Auditor.Contracts;
using Auditor.WebConsole.Log;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Rules;

/// <summary>What rules caught, and what drafts would have, by the audit log's HTTP API.</summary>
internal sealed class BackTests(ServiceClients services)
{
    private const int Latest = 100;

    private readonly ServiceClient _writer = services.Writer;

    /// <exception cref="ServiceException">AuditWriter did not answer, or refused; 404 for one that is forgotten.</exception>
    public Task<BackTestView> FindAsync(Guid id, Visitor visitor, CancellationToken cancellation) => _writer.GetAsync<BackTestView>($"/api/audit/back-tests/{id}", visitor, cancellation);

    /// <summary>The latest entries that a rule matched since a moment, and how many there are.</summary>
    /// <exception cref="ServiceException">AuditWriter did not answer, or refused.</exception>
    public async Task<(IReadOnlyList<AuditEntry> Entries, long Total)> CaughtAsync(Guid rule, DateTimeOffset since, Visitor visitor, CancellationToken cancellation)
    {
        string query = $"?rule={rule}&from={Uri.EscapeDataString(since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}";
        Task<EntryPage> entries = _writer.GetAsync<EntryPage>($"/api/audit/entries{query}&limit={Latest}", visitor, cancellation);
        Task<Counted> counted = _writer.GetAsync<Counted>("/api/audit/counts" + query, visitor, cancellation);
        return ((await entries).Entries, (await counted).Total);
    }

    private sealed record Counted
    {
        public long Total { get; init; }
    }
}
