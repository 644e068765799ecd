namespace Auditor.Ledger.Tests;

public sealed class ProofTests
{
    [Fact]
    public void Known_inclusion_proofs()
    {
        // Of the 8 known leaves: the last of 7 climbs over missing levels, the third of 8 does not.
        Assert.Equal(
            [
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            ],
            Texts(InclusionProof.Create(2, 3, new StoredTiles(Given.KnownLeaves.AsSpan(0, 3)))));
        Assert.Equal(
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
            Texts(InclusionProof.Create(0, 8, new StoredTiles(Given.KnownLeaves))));
        Assert.Equal(
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
            Texts(InclusionProof.Create(5, 8, new StoredTiles(Given.KnownLeaves))));
    }

    [Fact]
    public void Known_consistency_proofs()
    {
        Assert.Equal(
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
            Texts(ConsistencyProof.Create(6, 8, new StoredTiles(Given.KnownLeaves))));
        Assert.Equal(
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
            Texts(ConsistencyProof.Create(2, 5, new StoredTiles(Given.KnownLeaves.AsSpan(0, 5)))));
    }

    [Fact]
    public void Every_inclusion_proof_to_300_is_the_one_of_the_RFC_and_verifies()
    {
        TreeHash[] leaves = Given.Leaves(300);
        for (int size = 1; size <= leaves.Length; size++)
        {
            Span<TreeHash> tree = leaves.AsSpan(0, size);
            var tiles = new StoredTiles(tree);
            TreeHash root = Given.NaiveRoot(tree);
            for (int index = 0; index < size; index++)
            {
                tiles.Asked.Clear();
                TreeHash[] proof = [.. InclusionProof.Create(index, size, tiles)];
                Assert.True(tiles.Asked.SetEquals(InclusionProof.TilesNeeded(index, size)));
                Assert.True(InclusionProof.Verify(proof, index, size, leaves[index], root));
                if (size < 40 || size % 37 == 0)
                {
                    Assert.Equal(Given.NaivePath(index, tree), proof);
                }
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_to_300_is_the_one_of_the_RFC_and_verifies()
    {
        TreeHash[] leaves = Given.Leaves(300);
        TreeHash[] roots = [.. Enumerable.Range(0, 301).Select(size => Given.NaiveRoot(leaves.AsSpan(0, size)))];
        for (int size = 0; size <= leaves.Length; size++)
        {
            var tiles = new StoredTiles(leaves.AsSpan(0, size));
            for (int old = 0; old <= size; old++)
            {
                tiles.Asked.Clear();
                TreeHash[] proof = [.. ConsistencyProof.Create(old, size, tiles)];
                Assert.True(tiles.Asked.SetEquals(ConsistencyProof.TilesNeeded(old, size)));
                Assert.True(ConsistencyProof.Verify(proof, old, size, roots[old], roots[size]));
                if (old > 0 && (size < 40 || size % 37 == 0))
                {
                    Assert.Equal(Given.NaiveSubproof(old, leaves.AsSpan(0, size)), proof);
                }
            }
        }
    }

    [Fact]
    public void Proofs_over_several_levels_of_tiles_verify()
    {
        const int size = 66_000;
        TreeHash[] leaves = Given.Leaves(size);
        var tiles = new StoredTiles(leaves);
        TreeHash root = Given.NaiveRoot(leaves);
        foreach (int at in new[] { 1, 255, 256, 257, 511, 32_768, 65_535, 65_536, 65_537, 65_999 })
        {
            Assert.True(InclusionProof.Verify([.. InclusionProof.Create(at, size, tiles)], at, size, leaves[at], root));
            Assert.True(ConsistencyProof.Verify([.. ConsistencyProof.Create(at, size, tiles)], at, size, Given.NaiveRoot(leaves.AsSpan(0, at)), root));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(23)]
    [InlineData(256)]
    [InlineData(300)]
    public void Any_flipped_bit_any_hash_more_or_less_and_any_other_place_fails(int size)
    {
        TreeHash[] leaves = Given.Leaves(size);
        var tiles = new StoredTiles(leaves);
        TreeHash root = Given.NaiveRoot(leaves);
        for (int index = 0; index < size; index += 1 + (size / 5))
        {
            TreeHash[] proof = [.. InclusionProof.Create(index, size, tiles)];
            TreeHash leaf = leaves[index];
            Assert.All(Damaged(proof), damaged => Assert.False(InclusionProof.Verify(damaged, index, size, leaf, root)));
            Assert.All(Flipped(leaf), other => Assert.False(InclusionProof.Verify(proof, index, size, other, root)));
            Assert.All(Flipped(root), other => Assert.False(InclusionProof.Verify(proof, index, size, leaf, other)));
            for (int other = -1; other <= size; other++)
            {
                Assert.Equal(other == index, InclusionProof.Verify(proof, other, size, leaf, root));
            }

            TreeHash oldRoot = Given.NaiveRoot(leaves.AsSpan(0, index));
            TreeHash[] consistency = [.. ConsistencyProof.Create(index, size, tiles)];
            Assert.All(Damaged(consistency), damaged => Assert.False(ConsistencyProof.Verify(damaged, index, size, oldRoot, root)));
            Assert.All(Flipped(oldRoot), other => Assert.False(ConsistencyProof.Verify(consistency, index, size, other, root)));
            Assert.False(ConsistencyProof.Verify(consistency, index, size, root, oldRoot));
            if (index > 0)
            {
                Assert.All(Flipped(root), other => Assert.False(ConsistencyProof.Verify(consistency, index, size, oldRoot, other)));
            }
        }
    }

    [Fact]
    public void A_tile_of_another_length_is_refused() =>
        Assert.Throws<LedgerFormatException>(() => InclusionProof.Create(0, 2, new OneByteTooMany()));

    private static IEnumerable<TreeHash[]> Damaged(TreeHash[] proof)
    {
        yield return [.. proof, default];
        yield return [default, .. proof];
        if (proof.Length > 0)
        {
            yield return proof[1..];
            yield return proof[..^1];
        }

        for (int at = 0; at < proof.Length; at++)
        {
            foreach (TreeHash flipped in Flipped(proof[at]))
            {
                TreeHash[] damaged = [.. proof];
                damaged[at] = flipped;
                yield return damaged;
            }
        }
    }

    private static IEnumerable<TreeHash> Flipped(TreeHash hash)
    {
        for (int bit = 0; bit < 256; bit++)
        {
            byte[] bytes = hash.AsSpan().ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return new TreeHash(bytes);
        }
    }

    private static IEnumerable<string> Texts(IReadOnlyList<TreeHash> hashes) => hashes.Select(hash => hash.ToString());

    private sealed class OneByteTooMany : ITileReader
    {
        public ReadOnlyMemory<byte> Read(TileAddress tile) => new byte[tile.Bytes + 1];
    }
}
