using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// Where a tile of hashes is (C2SP tlog-tiles, "Merkle Tree"): <c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c>. A tile of level l holds at i the
/// hash of the 256^l leaves from (N * 256 + i) * 256^l; its bytes are its hashes one after the other, 32 bytes each.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileAddress
{
    /// <summary>Hashes of a full tile.</summary>
    public const int FullWidth = TilePath.FullWidth;

    /// <summary>Highest level that a path may name.</summary>
    public const int HighestLevel = 63;

    private const string Prefix = "tile/";

    /// <exception cref="ArgumentOutOfRangeException">No such level, index or width.</exception>
    public TileAddress(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, HighestLevel);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        Level = level;
        Index = index;
        Width = width;
    }

    /// <summary>0 for leaf hashes; above, each hash is the root of a full tile below.</summary>
    public int Level { get; }

    /// <summary>From 0 within the level.</summary>
    public long Index { get; }

    /// <summary>Hashes in it: 256, or 1 to 255 for a partial tile.</summary>
    public int Width { get; }

    public bool IsPartial => Width < FullWidth;

    /// <summary>Bytes of its content.</summary>
    public int Bytes => Width * TreeHash.Length;

    /// <summary>Below the log's prefix, without a leading slash.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder(Prefix, 40);
            path.Append(Level.ToString(CultureInfo.InvariantCulture)).Append('/');
            TilePath.Append(path, Index, Width);
            return path.ToString();
        }
    }

    /// <summary>Reads a path, in the one spelling that the specification allows.</summary>
    /// <exception cref="LedgerFormatException">Not a path of a tile.</exception>
    public static TileAddress Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ReadOnlySpan<char> rest = path.StartsWith(Prefix, StringComparison.Ordinal) ? path.AsSpan(Prefix.Length) : [];
        int slash = rest.IndexOf('/');
        return slash > 0
            && TilePath.TryParseNumber(rest[..slash], out long level) && level <= HighestLevel
            && TilePath.TryParse(rest[(slash + 1)..], out long index, out int width)
            ? new TileAddress((int)level, index, width)
            : throw new LedgerFormatException($"'{path}' is no path of a tile, like tile/0/x001/234 or tile/0/x001/234.p/5.");
    }

    /// <summary>
    /// The tiles that come into being when a tree grows: the full ones once they are full, and at each level that changed
    /// the partial one at the right end. From the lowest level up, within a level from the left.
    /// </summary>
    /// <param name="from">Leaves before.</param>
    /// <param name="to">Leaves after, no fewer.</param>
    public static IEnumerable<TileAddress> WrittenByGrowth(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return Written(from, to);
    }

    public override string ToString() => Path;

    private static IEnumerable<TileAddress> Written(long from, long to)
    {
        for (int level = 0; to > 0; level++, from >>= 8, to >>= 8)
        {
            if (from == to)
            {
                continue;
            }

            for (long index = from >> 8; index < to >> 8; index++)
            {
                yield return new TileAddress(level, index);
            }

            int width = (int)(to & 0xFF);
            if (width > 0)
            {
                yield return new TileAddress(level, to >> 8, width);
            }
        }
    }
}
