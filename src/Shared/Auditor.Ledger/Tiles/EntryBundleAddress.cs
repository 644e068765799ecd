using System.Runtime.InteropServices;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// Where a bundle of entries is (C2SP tlog-tiles, "Log entries"): <c>tile/entries/&lt;N&gt;[.p/&lt;W&gt;]</c>, entries N * 256 up to
/// N * 256 + W.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EntryBundleAddress
{
    private const string Prefix = "tile/entries/";

    /// <exception cref="ArgumentOutOfRangeException">No such index or width.</exception>
    public EntryBundleAddress(long index, int width = TilePath.FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, TilePath.FullWidth);
        Index = index;
        Width = width;
    }

    public long Index { get; }

    /// <summary>Entries in it: 256, or 1 to 255 for a partial bundle.</summary>
    public int Width { get; }

    /// <summary>Below the log's prefix, without a leading slash.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder(Prefix, 48);
            TilePath.Append(path, Index, Width);
            return path.ToString();
        }
    }

    /// <summary>Reads a path, in the one spelling that the specification allows.</summary>
    /// <exception cref="LedgerFormatException">Not a path of a bundle.</exception>
    public static EntryBundleAddress Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(Prefix, StringComparison.Ordinal)
            && TilePath.TryParse(path.AsSpan(Prefix.Length), out long index, out int width)
            ? new EntryBundleAddress(index, width)
            : throw new LedgerFormatException($"'{path}' is no path of an entry bundle, like tile/entries/x001/234 or tile/entries/x001/234.p/5.");
    }

    public override string ToString() => Path;
}
