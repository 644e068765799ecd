namespace Auditor.AuditWriter.Retention;

/// <summary>What would become of the entries of one resource that are past their ceiling.</summary>
/// <param name="Class">Class of the policy.</param>
/// <param name="Resource">Of the entries.</param>
/// <param name="Entries">How many would be erased.</param>
/// <param name="Oldest">When the oldest of them occurred (UTC).</param>
/// <param name="Newest">When the newest of them occurred (UTC).</param>
/// <param name="KeptByFloor">How many a floor keeps.</param>
/// <param name="KeptByHold">How many holds keep, each entry once.</param>
/// <param name="Holds">How many each hold keeps.</param>
/// <param name="NotYetProven">How many are not covered by a checkpoint yet, and so not erased.</param>
/// <param name="Sample">Ids of the first that would be erased.</param>
public sealed record DryRunClass(
    string Class,
    string Resource,
    long Entries,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    long KeptByFloor,
    long KeptByHold,
    IReadOnlyList<DryRunHold> Holds,
    long NotYetProven,
    IReadOnlyList<Guid> Sample);
