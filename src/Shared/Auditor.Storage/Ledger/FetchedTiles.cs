using Auditor.Ledger;

namespace Auditor.Storage;

/// <summary>Tiles that were read from a store beforehand, for what computes with them.</summary>
public sealed class FetchedTiles : ITileReader
{
    private readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> _tiles = [];

    private FetchedTiles()
    {
    }

    /// <summary>Reads tiles; one that is not there is missed only when it is asked for.</summary>
    public static async Task<FetchedTiles> FetchAsync(ILedgerStore ledger, IEnumerable<TileAddress> addresses, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(addresses);
        var fetched = new FetchedTiles();
        foreach (TileAddress address in addresses)
        {
            if (!fetched._tiles.ContainsKey(address) && await ledger.ReadTileAsync(address, cancellation) is { } tile)
            {
                fetched._tiles.Add(address, tile);
            }
        }

        return fetched;
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerFormatException">The store has not that tile.</exception>
    public ReadOnlyMemory<byte> Read(TileAddress tile) =>
        _tiles.TryGetValue(tile, out ReadOnlyMemory<byte> content) ? content : throw new LedgerFormatException($"The store has no {tile.Path}.");
}
