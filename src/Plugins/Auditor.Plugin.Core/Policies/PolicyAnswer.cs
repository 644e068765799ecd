using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Policies;

/// <summary>Tells a policy from what only looks like one.</summary>
internal static class PolicyAnswer
{
    /// <exception cref="WireException">Not a policy; the message says why.</exception>
    public static OperatorPolicy Read(byte[] body)
    {
        OperatorPolicy policy = WireFormat.Deserialize<OperatorPolicy>(body.AsSpan());
        return IsSound(policy) ? policy : throw new WireException("The answer lacks its time of issue, its rules or a sensible revision.");
    }

    /// <summary>An answer of another shape can read as an empty policy; it must not switch off every rule.</summary>
    public static bool IsSound(OperatorPolicy? policy) =>
        policy is { Version: >= 1, Revision: >= 0, Rules: not null }
        && policy.IssuedAt > DateTimeOffset.MinValue
        && policy.Rules.All(rule => rule is not null && rule.Id != Guid.Empty);
}
