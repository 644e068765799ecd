using System.Runtime.CompilerServices;
using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Retention;

/// <summary>Finds what may be due, a page at a time. What is to become of it, <see cref="RetentionJudge"/> says.</summary>
internal sealed class RetentionScan(IAuditLog log)
{
    /// <summary>Entries in hand at a time; a single one can be a megabyte.</summary>
    private const int PageSize = 200;

    private const int MostResources = 1000;

    /// <summary>Each policy with a ceiling, once for each resource that has entries past it.</summary>
    public async Task<IReadOnlyList<(RetentionPolicy Policy, string Resource)>> PlanAsync(
        RetentionPolicySet policies, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var plan = new List<(RetentionPolicy, string)>();
        foreach (RetentionPolicy policy in policies.Policies.Where(policy => policy.Ceiling is not null))
        {
            if (policy.Class != RetentionPolicy.TheRest)
            {
                plan.Add((policy, policy.Class));
                continue;
            }

            var resources = new SortedSet<string>(StringComparer.Ordinal);
            foreach (AuditFilter range in Ranges(policy, resource: null, asOf))
            {
                resources.UnionWith((await log.CountByAsync(range, Facet.Resource, MostResources, cancellation)).Select(count => count.Value));
            }

            plan.AddRange(resources.Where(resource => policies.Of(resource) == policy).Select(resource => (policy, resource)));
        }

        return plan;
    }

    /// <summary>Entries past the ceiling, oldest first, then those that say they occurred later than now.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        RetentionPolicy policy, string resource, DateTimeOffset asOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (AuditFilter range in Ranges(policy, resource, asOf))
        {
            AuditCursor? after = null;
            do
            {
                AuditPage page = await log.QueryAsync(new AuditQuery(range, PageSize, OldestFirst: true, after), cancellation);
                foreach (AuditEntry entry in page.Entries)
                {
                    yield return entry;
                }

                after = page.Next;
            }
            while (after is not null);
        }
    }

    private static AuditFilter[] Ranges(RetentionPolicy policy, string? resource, DateTimeOffset asOf) =>
    [
        new() { Resource = resource, To = RetentionCalendar.Cutoff(policy.Ceiling!, asOf) },
        new() { Resource = resource, From = asOf },
    ];
}
