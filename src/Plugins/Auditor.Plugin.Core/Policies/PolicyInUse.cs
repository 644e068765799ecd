using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Policies;

/// <summary>A policy, compiled. Immutable, so that reading one needs no lock.</summary>
internal sealed class PolicyInUse
{
    private PolicyInUse(OperatorPolicy policy, DateTimeOffset fetchedAt)
    {
        Policy = policy;
        FetchedAt = fetchedAt;
        Book = RuleBook.Compile(policy.Rules, policy.Revision);
    }

    private PolicyInUse(PolicyInUse same, DateTimeOffset fetchedAt)
    {
        Policy = same.Policy;
        Book = same.Book;
        FetchedAt = fetchedAt;
    }

    public OperatorPolicy Policy { get; }

    public RuleBook Book { get; }

    public DateTimeOffset FetchedAt { get; }

    public static PolicyInUse Of(OperatorPolicy policy, DateTimeOffset fetchedAt) => new(policy, fetchedAt);

    public PolicyInUse SeenAgain(DateTimeOffset fetchedAt) => new(this, fetchedAt);
}
