namespace Auditor.Storage;

/// <summary>What holds for every lease in a store: who has it is found by comparing clocks, and clocks can be wrong.</summary>
public static class LeaseTime
{
    /// <summary>
    /// One that would last longer than this from now on was taken by a clock that was wrong, and has run out: else a process that ended by
    /// force while its machine's clock was a day ahead would keep everybody out for a day. Whoever still has it is fenced off by its token.
    /// </summary>
    public static readonly TimeSpan LongestCredible = TimeSpan.FromHours(1);
}
