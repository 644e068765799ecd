using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The policies that are in force together.</summary>
/// <param name="Revision">Of the change that set them; 0 before the first.</param>
/// <param name="Since">UTC.</param>
/// <param name="By">Who set them.</param>
/// <param name="Policies">One for each class at most.</param>
public sealed record RetentionPolicySet(long Revision, DateTimeOffset Since, Actor By, IReadOnlyList<RetentionPolicy> Policies)
{
    /// <summary>The policy of a resource: that of its own class, else that of the rest; null when neither is there.</summary>
    public RetentionPolicy? Of(string resource) =>
        Policies.FirstOrDefault(policy => policy.Class == resource)
        ?? (resource == AuditableResources.AuditLog ? null : Policies.FirstOrDefault(policy => policy.Class == RetentionPolicy.TheRest));
}
