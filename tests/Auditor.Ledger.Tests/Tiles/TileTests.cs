using System.Buffers;

namespace Auditor.Ledger.Tests;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(63, 999, 255, "tile/63/999.p/255")]
    [InlineData(2, 1000, 1, "tile/2/x001/000.p/1")]
    [InlineData(1, long.MaxValue, 256, "tile/1/x009/x223/x372/x036/x854/x775/807")]
    public void Paths(int level, long index, int width, string path)
    {
        var address = new TileAddress(level, index, width);

        Assert.Equal(path, address.Path);
        Assert.Equal(address, TileAddress.Parse(path));
        var bundle = new EntryBundleAddress(index, width);
        Assert.Equal("tile/entries" + path[path.IndexOf('/', 5)..], bundle.Path);
        Assert.Equal(bundle, EntryBundleAddress.Parse(bundle.Path));
    }

    [Theory]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/00")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/+01")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.P/1")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x001/x000/x000/x000/x000/x000/x000/000")]
    public void Other_spellings_are_refused(string path)
    {
        Assert.Throws<LedgerFormatException>(() => TileAddress.Parse(path));
        Assert.Throws<LedgerFormatException>(() => EntryBundleAddress.Parse(path));
        Assert.Throws<LedgerFormatException>(() => EntryBundleAddress.Parse(path.Replace("tile/0/", "tile/entries/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_specification_s_examples_of_sizes()
    {
        TileAddress[] tiles = [.. TileAddress.WrittenByGrowth(0, 70_000)];

        Assert.Equal(273, tiles.Count(tile => tile is { Level: 0, IsPartial: false }));
        Assert.Equal(
            ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"],
            tiles.Where(tile => tile.Level > 0 || tile.IsPartial).Select(tile => tile.Path));
        Assert.Equal(["tile/0/000", "tile/1/000.p/1"], TileAddress.WrittenByGrowth(0, 256).Select(tile => tile.Path));
        Assert.Equal(["tile/0/001.p/2"], TileAddress.WrittenByGrowth(257, 258).Select(tile => tile.Path));
        Assert.Equal(["tile/0/001", "tile/1/000.p/2"], TileAddress.WrittenByGrowth(511, 512).Select(tile => tile.Path));
        Assert.Empty(TileAddress.WrittenByGrowth(512, 512));
    }

    [Fact]
    public void Growing_by_batches_writes_the_tiles_that_it_must_and_comes_to_the_same_tree()
    {
        const int size = 70_000;
        TreeHash[] leaves = Given.Leaves(size);
        var atOnce = new StoredTiles(leaves);
        var byBatches = new StoredTiles();
        var random = new Random(6962);
        var tree = TiledTree.Empty;
        while (tree.Size < size)
        {
            int from = (int)tree.Size;
            int count = Math.Min(size - from, random.Next(3) switch { 0 => random.Next(1, 4), 1 => random.Next(1, 700), _ => 256 - (from % 256) });
            TreeGrowth growth = tree.Grow(leaves.AsSpan(from, count));
            Assert.Equal(TileAddress.WrittenByGrowth(from, from + count), growth.Tiles.Select(tile => tile.Address));
            byBatches.Store(growth.Tiles);
            tree = growth.Tree;

            TiledTree reopened = TiledTree.Open(tree.Size, byBatches);
            Assert.Equal(tree.Root, reopened.Root);
            tree = random.Next(2) == 0 ? tree : reopened;
        }

        Assert.Equal(Given.NaiveRoot(leaves), tree.Root);
        Assert.All(atOnce.Stored, address => Assert.True(atOnce.Read(address).Span.SequenceEqual(byBatches.Read(address).Span)));
    }

    [Fact]
    public void Growing_by_nothing_writes_nothing()
    {
        TiledTree tree = TiledTree.Empty.Grow(Given.Leaves(300)).Tree;
        TreeGrowth growth = tree.Grow([]);

        Assert.Empty(growth.Tiles);
        Assert.Equal(tree.Root, growth.Tree.Root);
        Assert.Equal(MerkleTree.EmptyRoot, TiledTree.Empty.Grow([]).Tree.Root);
    }

    [Fact]
    public void Tiles_of_level_0_hold_leaves_and_of_level_1_the_roots_of_full_tiles()
    {
        TreeHash[] leaves = Given.Leaves(600);
        var tiles = new StoredTiles(leaves);

        Assert.Equal(leaves[256].ToString(), Convert.ToHexStringLower(tiles.Read(new TileAddress(0, 1)).Span[..32]));
        Assert.Equal(Given.NaiveRoot(leaves.AsSpan(256, 256)).ToString(), Convert.ToHexStringLower(tiles.Read(new TileAddress(1, 0, 2)).Span[32..]));
    }

    [Fact]
    public void A_bundle_is_entries_behind_their_lengths()
    {
        var bundle = new ArrayBufferWriter<byte>();
        EntryBundle.Write("abc"u8, bundle);
        EntryBundle.Write([], bundle);
        EntryBundle.Write(new byte[EntryBundle.LargestEntry], bundle);

        Assert.Equal([0, 3, (byte)'a', (byte)'b', (byte)'c', 0, 0, 0xFF, 0xFF, 0], bundle.WrittenSpan[..10].ToArray());
        IReadOnlyList<ReadOnlyMemory<byte>> entries = EntryBundle.Read(bundle.WrittenMemory, 3);
        Assert.Equal([3, 0, 65535], entries.Select(entry => entry.Length));
        Assert.Throws<LedgerFormatException>(() => EntryBundle.Read(bundle.WrittenMemory, 2));
        Assert.Throws<LedgerFormatException>(() => EntryBundle.Read(bundle.WrittenMemory[..^1], 3));
        Assert.Throws<LedgerFormatException>(() => EntryBundle.Read(new byte[] { 0 }, 1));
        Assert.Throws<LedgerFormatException>(() => EntryBundle.Write(new byte[65536], bundle));
    }
}
