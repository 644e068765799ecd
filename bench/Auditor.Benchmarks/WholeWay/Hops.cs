using Auditor.Contracts;

namespace Auditor.Benchmarks;

/// <summary>
/// The queues that an activity passes: to RuleService, to AuditWriter, to Event Server, its outcome to AuditWriter, and that outcome's entry to
/// Event Server. Bare hops have the same number, between the same number of processes.
/// </summary>
/// <param name="Activities">Exchange of the first hop.</param>
/// <param name="Announced">Queue of what is announced, of entries and of outcomes.</param>
/// <param name="Outcomes">Exchange of what Event Server reports.</param>
internal sealed record Hops(string Activities, string Announced, string Outcomes)
{
    public static Hops Product { get; } = new(Exchanges.Activities, "auditor.event-server.benchmark.appended", Exchanges.Outcomes);

    public static Hops Bare { get; } = new("bare.activities", "bare.announced", "bare.outcomes");
}
