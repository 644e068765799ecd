using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Policies;

/// <summary>The rules that can catch this operator, as far as this client knows them. Reading costs nothing: no disk, no network.</summary>
public interface IOperatorPolicies
{
    /// <summary>Compiled; empty while none was ever fetched.</summary>
    RuleBook Book { get; }

    /// <summary>False when no policy was ever fetched for this operator, from the network or from the cache.</summary>
    bool Known { get; }

    /// <summary>The rules of <see cref="Book"/>.</summary>
    IReadOnlyList<AuditRule> Rules { get; }

    /// <summary>What to do while none is known.</summary>
    PolicyUnknown WhenUnknown { get; }

    /// <summary>When the policy in use was fetched (UTC); null while none is known.</summary>
    DateTimeOffset? FetchedAt { get; }

    /// <summary>Raised from any thread.</summary>
    event EventHandler? Changed;
}
