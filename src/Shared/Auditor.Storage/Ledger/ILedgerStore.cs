using Auditor.Ledger;

namespace Auditor.Storage;

/// <summary>
/// Positions, tiles and checkpoints of the audit log, in the same store as its entries. Positions are given by inserting leaf records,
/// unique by position <em>and</em> by entry id: whoever believes to lead, the store refuses a second answer. Everything else follows
/// from the leaf records, so that writing it twice writes the same. Reads throw <see cref="StoreUnavailableException"/> too.
/// </summary>
public interface ILedgerStore
{
    /// <summary>Which log this is: the identity given, if the store had none, else the one it has. MUST be given once and never change.</summary>
    Task<LogIdentity> ClaimAsync(LogIdentity identity, CancellationToken cancellation);

    /// <summary>
    /// Takes the lease when it is free or has run out, or makes one's own last longer, its token unchanged. A lease that changes hands
    /// MUST get a higher token; one that would last longer than <see cref="LeaseTime.LongestCredible"/> from now on MUST count as run out. Null
    /// while another has it.
    /// </summary>
    /// <param name="holder">Name of this process, different from that of any other.</param>
    /// <param name="now">UTC.</param>
    /// <param name="duration">How long it lasts without being taken again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<SequencerLease?> TakeLeaseAsync(string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives the lease back, so that another need not wait for its end.</summary>
    Task ReleaseLeaseAsync(SequencerLease lease, CancellationToken cancellation);

    /// <summary>Entries without a position, in the order in which they were appended, as far as there is one; refused ones left out.</summary>
    Task<IReadOnlyList<UnsequencedEntry>> ListUnsequencedAsync(int limit, CancellationToken cancellation);

    /// <summary>Leaves out an entry for good: it stays in the store, without a position, and counts as stray.</summary>
    Task RefuseAsync(SequencerLease lease, Guid entryId, string problem, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Gives entries the positions from <paramref name="first"/> on, in this order. MUST be durable when it returns. MUST leave no
    /// position empty below one that is given, and MUST NOT give a position or an entry a second time; what it has given stays when it throws.
    /// </summary>
    /// <exception cref="LeaseLostException">Another sequencer has been here.</exception>
    Task AddLeavesAsync(SequencerLease lease, long first, IReadOnlyList<Guid> entryIds, CancellationToken cancellation);

    /// <summary>How many positions are given.</summary>
    Task<long> CountLeavesAsync(CancellationToken cancellation);

    /// <summary>The position of an entry, or null.</summary>
    Task<long?> FindPositionAsync(Guid entryId, CancellationToken cancellation);

    /// <summary>Positions from <paramref name="from"/> on with what is there, at most <paramref name="limit"/>, in their order.</summary>
    Task<IReadOnlyList<LoggedEntry>> ReadAsync(long from, int limit, CancellationToken cancellation);

    /// <summary>Keeps tiles; of a tile the widest. MUST be durable when it returns. Tiles that are there already, or wider ones, stay.</summary>
    /// <exception cref="LeaseLostException">Another sequencer has the lease.</exception>
    Task PutTilesAsync(SequencerLease lease, IReadOnlyList<Tile> tiles, CancellationToken cancellation);

    /// <summary>The bytes of a tile; of a partial one the beginning of a wider one will do. Null when there is none that wide.</summary>
    Task<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress address, CancellationToken cancellation);

    /// <summary>Keeps a checkpoint: the latest, and of each hour (UTC) the last. A smaller one than the latest changes nothing.</summary>
    /// <exception cref="LeaseLostException">Another sequencer has the lease.</exception>
    Task AddCheckpointAsync(SequencerLease lease, StoredCheckpoint checkpoint, CancellationToken cancellation);

    /// <summary>The checkpoint of the largest size, or null.</summary>
    Task<StoredCheckpoint?> LatestCheckpointAsync(CancellationToken cancellation);

    /// <summary>Checkpoints that are kept, latest first.</summary>
    Task<IReadOnlyList<StoredCheckpoint>> ListCheckpointsAsync(int limit, CancellationToken cancellation);

    /// <summary>Entries that the log passed over: refused, or put between those that it has. At most <paramref name="limit"/>. May look at every entry.</summary>
    Task<IReadOnlyList<StrayEntry>> ListStrayAsync(int limit, CancellationToken cancellation);

    /// <summary>How many entries the sequencer refused; unlike all strays, quickly told.</summary>
    Task<long> CountRefusedAsync(CancellationToken cancellation);

    /// <summary>How many entries wait for a position.</summary>
    Task<long> CountUnsequencedAsync(CancellationToken cancellation);

    /// <summary>
    /// Compares what searches go by with the entries themselves, for the positions from <paramref name="from"/> on, at most
    /// <paramref name="limit"/> of them. An entry whose body is not there has no fault.
    /// </summary>
    Task<IReadOnlyList<IndexFault>> CheckIndexAsync(long from, int limit, CancellationToken cancellation);

    /// <summary>What is wrong with the store's file as such, in words: its schema was changed, or its indexes do not agree with its tables. Looks at all of it.</summary>
    Task<IReadOnlyList<string>> CheckFileAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Removes the bodies of these positions and all that searches go by; the leaf records stay. MUST be durable when it returns; what
    /// is removed MUST NOT be readable from the store's files afterwards, as far as the store can do that. The newest entry is left.
    /// </summary>
    /// <returns>How many bodies were removed.</returns>
    Task<long> EraseAsync(IReadOnlyList<long> positions, CancellationToken cancellation);
}
