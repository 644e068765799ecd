using Auditor.Contracts;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;

namespace Auditor.WebConsole.Rules;

/// <summary>The audit rules, by their HTTP API.</summary>
internal sealed class RuleArchive(ServiceClients services)
{
    private readonly ServiceClient _rules = services.Rules;

    /// <summary>All that there are, by name.</summary>
    /// <exception cref="ServiceException">RuleService did not answer, or refused.</exception>
    public async Task<IReadOnlyList<AuditRule>> ListAsync(Visitor visitor, CancellationToken cancellation) =>
        (await _rules.GetAsync<Listed>("/api/rules", visitor, cancellation)).Rules;

    /// <exception cref="ServiceException">RuleService did not answer, or refused; 404 for none, 410 for one that was deleted.</exception>
    public Task<AuditRule> FindAsync(Guid id, Visitor visitor, CancellationToken cancellation) => _rules.GetAsync<AuditRule>($"/api/rules/{id}", visitor, cancellation);

    /// <summary>Every change, the latest first; also of a rule that was deleted.</summary>
    /// <exception cref="ServiceException">RuleService did not answer, or refused; 404 when there never was such a rule.</exception>
    public async Task<IReadOnlyList<RuleVersion>> HistoryAsync(Guid id, Visitor visitor, CancellationToken cancellation) =>
        (await _rules.GetAsync<Past>($"/api/rules/{id}/history", visitor, cancellation)).Changes;

    private sealed record Listed
    {
        public IReadOnlyList<AuditRule> Rules { get; init; } = [];
    }

    private sealed record Past
    {
        public IReadOnlyList<RuleVersion> Changes { get; init; } = [];
    }
}
