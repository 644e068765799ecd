namespace Auditor.Ledger.Tests;

public sealed class MerkleTreeTests
{
    /// <summary>By size: the roots that implementations of Certificate Transparency publish for the 8 known leaves.</summary>
    private static readonly string[] KnownRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Known_leaves_have_the_published_roots()
    {
        for (int size = 0; size <= Given.KnownLeaves.Length; size++)
        {
            Assert.Equal(KnownRoots[size], MerkleTree.Root(Given.KnownLeaves.AsSpan(0, size)).ToString());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(100_000)]
    public void A_leaf_is_hashed_behind_a_zero_whatever_its_length(int length)
    {
        byte[] leaf = new byte[length];
        new Random(length).NextBytes(leaf);

        Assert.Equal(new TreeHash(System.Security.Cryptography.SHA256.HashData([0, .. leaf])), MerkleTree.LeafHash(leaf));
    }

    [Fact]
    public void Every_way_to_the_root_gives_the_same_for_all_sizes_to_300()
    {
        TreeHash[] leaves = Given.Leaves(300);
        var frontier = new TreeFrontier();
        TiledTree tree = TiledTree.Empty;
        for (int size = 0; size <= leaves.Length; size++)
        {
            TreeHash naive = Given.NaiveRoot(leaves.AsSpan(0, size));
            Assert.Equal(naive, frontier.Root());
            Assert.Equal(naive, new TreeFrontier(size, [.. frontier.Subtrees]).Root());
            Assert.Equal(naive, tree.Root);
            if (size < leaves.Length)
            {
                frontier.Append(leaves[size]);
                tree = tree.Grow(leaves.AsSpan(size, 1)).Tree;
            }
        }
    }

    [Fact]
    public void A_frontier_that_was_restored_goes_on_like_the_one_it_was_taken_from()
    {
        TreeHash[] leaves = Given.Leaves(300);
        for (int size = 0; size < leaves.Length; size += 7)
        {
            var first = new TreeFrontier();
            first.AppendRange(leaves.AsSpan(0, size));
            var second = new TreeFrontier(first.Size, [.. first.Subtrees]);
            second.AppendRange(leaves.AsSpan(size));

            Assert.Equal(300, second.Size);
            Assert.Equal(Given.NaiveRoot(leaves), second.Root());
        }
    }

    [Fact]
    public void A_frontier_of_another_size_is_refused() =>
        Assert.Throws<LedgerFormatException>(() => new TreeFrontier(3, [default]));

    [Fact]
    public void A_hash_is_read_from_32_bytes_and_from_canonical_base64_only()
    {
        TreeHash hash = Given.KnownLeaves[3];

        Assert.Equal(hash, TreeHash.FromBase64(hash.ToBase64()));
        Assert.Throws<LedgerFormatException>(() => new TreeHash(new byte[31]));
        Assert.Throws<LedgerFormatException>(() => TreeHash.FromBase64(hash.ToBase64() + "\n"));
        Assert.Throws<LedgerFormatException>(() => TreeHash.FromBase64(hash.ToBase64()[..^1]));
        Assert.Throws<LedgerFormatException>(() => TreeHash.FromBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J="));
        Assert.Throws<LedgerFormatException>(() => TreeHash.FromBase64("AAAA"));
    }
}
