using System.Text;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.Wire;

namespace Auditor.WebConsole.Log;

/// <summary>The audit log, by its HTTP API.</summary>
internal sealed class AuditLog(ServiceClients services)
{
    private readonly ServiceClient _writer = services.Writer;

    /// <param name="query">Of the address, with its question mark.</param>
    /// <param name="visitor">Who asks.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <exception cref="ServiceException">AuditWriter did not answer, or refused.</exception>
    public Task<EntryPage> ListAsync(string query, Visitor visitor, CancellationToken cancellation) =>
        _writer.GetAsync<EntryPage>("/api/audit/entries" + query, visitor, cancellation);

    /// <summary>An entry, and element by element what its new state made of the previous one.</summary>
    /// <exception cref="ServiceException">AuditWriter did not answer, or refused.</exception>
    public async Task<(AuditEntry Entry, EntryDifference Difference)> FindAsync(Guid entryId, Visitor visitor, CancellationToken cancellation)
    {
        string text = await _writer.GetTextAsync($"/api/audit/entries/{entryId}?difference=true", visitor, cancellation);
        return (WireFormat.Deserialize<AuditEntry>(text), WireFormat.Deserialize<Shown>(text).Difference);
    }

    /// <summary>Checks the proof of an entry here, with the log's public key.</summary>
    /// <exception cref="ServiceException">AuditWriter did not answer, or refused; 409 while no checkpoint covers the entry yet.</exception>
    public async Task<CheckedProof> ProveAsync(Guid entryId, Visitor visitor, CancellationToken cancellation)
    {
        string entry = await _writer.GetTextAsync($"/api/audit/entries/{entryId}", visitor, cancellation);
        string proof = await _writer.GetTextAsync($"/api/audit/entries/{entryId}/proof", visitor, cancellation);
        string key = (await _writer.GetTextAsync("/api/ledger/key", visitor, cancellation)).Trim();
        VerificationReport report = new EntryVerifier(NoteVerifierKey.Parse(key)).Verify(Encoding.UTF8.GetBytes(entry), Encoding.UTF8.GetBytes(proof));
        return new CheckedProof(LogProof.Parse(Encoding.UTF8.GetBytes(proof)), report, key);
    }

    private sealed record Shown
    {
        public EntryDifference Difference { get; init; } = new([], false);
    }
}
