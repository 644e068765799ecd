using Auditor.Contracts;
using Auditor.Plugin.Core.Policies;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>Policies that the test sets.</summary>
internal sealed class KnownPolicies : IOperatorPolicies
{
    public event EventHandler? Changed;

    public RuleBook Book { get; private set; } = RuleBook.Empty;

    public bool Known { get; private set; }

    public IReadOnlyList<AuditRule> Rules { get; private set; } = [];

    public PolicyUnknown WhenUnknown { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    public void Set(params AuditRule[] rules)
    {
        Rules = rules;
        Book = RuleBook.Compile(rules, 7);
        Known = true;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
