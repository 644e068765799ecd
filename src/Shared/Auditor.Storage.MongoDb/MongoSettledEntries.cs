namespace Auditor.Storage.MongoDb;

/// <summary>Entries that wait for nothing any more: they have a position, or are refused.</summary>
internal sealed class MongoSettledEntries(MongoLeaves leaves, MongoRefusedEntries refused)
{
    /// <summary>Those of these entries that are settled.</summary>
    public async Task<HashSet<Guid>> AmongAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellation)
    {
        Task<Dictionary<Guid, long>> positions = leaves.PositionsAsync(entryIds, cancellation);
        Task<HashSet<Guid>> refusals = refused.AmongAsync(entryIds, cancellation);
        await Task.WhenAll(positions, refusals);
        HashSet<Guid> settled = await refusals;
        settled.UnionWith((await positions).Keys);
        return settled;
    }
}
