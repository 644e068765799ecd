using System.Text;

namespace Auditor.Ledger.Tests;

public sealed class VerifierTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(66_000)]
    public async Task A_log_as_it_was_signed_is_proven_by_one_thread_and_by_several(int size)
    {
        MemoryLog log = MemoryLog.Of(size);
        foreach (int threads in new[] { 1, 2, 8 })
        {
            VerificationReport report = await VerifyAsync(log, threads);
            Assert.Empty(report.Faults);
            Assert.Equal((VerificationOutcome.Proven, (long)size), (report.Outcome, report.ProvenEntries));
        }
    }

    [Fact]
    public async Task In_a_tree_of_three_levels_the_entry_and_the_tile_are_named()
    {
        MemoryLog log = MemoryLog.Of(66_000);
        log.Entries[65_700] = MemoryLog.Entry(65_700, 5_000_000);
        log.Tiles[(1, 0)] = [.. log.Tiles[(1, 0)][..^1], 0x5A];
        log.Tiles.Remove((2, 0));

        VerificationReport report = await VerifyAsync(log, threads: 2);

        Assert.Equal((FaultKind.Changed, 65_700L), (report.Faults[0].Kind, report.Faults[0].Position));
        Assert.Equal(2, report.Faults.Count(fault => fault.Kind == FaultKind.TileAltered));
        Assert.Equal(65_999, report.ProvenEntries);
    }

    [Fact]
    public async Task What_was_altered_together_with_its_hashes_is_narrowed_to_its_tile()
    {
        MemoryLog log = MemoryLog.Of(600);
        MemoryLog forged = log.Copy();
        forged.Entries[300] = MemoryLog.Entry(300, 5_000_000);
        forged.Rebuild();
        forged.Tiles[(1, 0)] = log.Tiles[(1, 0)];

        LogFault fault = (await VerifyAsync(forged)).Faults[0];

        Assert.Equal((FaultKind.Changed, 256L, 511L), (fault.Kind, fault.Position, fault.LastPosition));
        Assert.Equal(600 - 256, (await VerifyAsync(forged)).ProvenEntries);
    }

    [Fact]
    public async Task What_was_altered_with_every_hash_is_narrowed_by_kept_checkpoints()
    {
        MemoryLog log = MemoryLog.Of(600);
        log.Entries[450] = MemoryLog.Entry(450, 5_000_000);
        log.Rebuild();

        VerificationReport report = await VerifyAsync(log);

        Assert.Equal((400L, 599L), (report.Faults[0].Position, report.Faults[0].LastPosition));
        Assert.Equal(400, report.ProvenEntries);
    }

    [Fact]
    public async Task A_declaration_covers_only_what_was_before_it_and_only_from_the_log_itself()
    {
        MemoryLog log = MemoryLog.Of(40, (3, 9));
        Assert.Equal(7, (await VerifyAsync(log)).ErasedEntries);

        MemoryLog more = log.Copy();
        more.Entries[2] = more.Entries[2] with { Attested = null };
        Assert.Equal((FaultKind.Removed, 2L), First(await VerifyAsync(more)));

        MemoryLog own = MemoryLog.Of(40, (39, 39));
        Assert.Equal((FaultKind.Removed, 39L), First(await VerifyAsync(own)));
    }

    [Fact]
    public async Task What_was_declared_erased_and_then_kept_may_go_only_when_it_is_declared_once_more()
    {
        MemoryLog log = MemoryLog.Of(300);
        log.Entries[280] = MemoryLog.Erasure(280, (10, 30));
        log.Entries[285] = MemoryLog.TakenBack(285, (12, 20));
        log.Entries[290] = MemoryLog.Erasure(290, (15, 16));
        log.Rebuild();
        log.Sign(MemoryLog.Key);
        foreach (int at in (int[])[10, 11, 15, 16, 21, 30])
        {
            log.Entries[at] = log.Entries[at] with { Attested = null };
        }

        Assert.Equal(VerificationOutcome.Proven, (await VerifyAsync(log)).Outcome);
        log.Entries[14] = log.Entries[14] with { Attested = null };

        LogFault fault = Assert.Single((await VerifyAsync(log)).Faults);
        Assert.Equal((FaultKind.Removed, 14L), (fault.Kind, fault.Position));
    }

    [Fact]
    public async Task Of_an_erased_entry_that_is_still_there_there_is_a_note()
    {
        MemoryLog log = MemoryLog.Of(40, (3, 9));
        log.Entries[4] = MemoryLog.Of(40).Entries[4];

        VerificationReport report = await VerifyAsync(log);

        Assert.Equal(VerificationOutcome.Proven, report.Outcome);
        Assert.Contains(report.Remarks, remark => remark.StartsWith("1 entries that the log declares erased are still there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Large_entries_are_verified_by_their_whole_text()
    {
        MemoryLog log = MemoryLog.Of(3);
        var id = Guid.NewGuid();
        log.Entries.Add(MemoryLog.Entry(3, id, $$"""{"entryId":"{{id}}","text":"{{new string('x', 100_000)}}"}"""));
        log.Rebuild();
        log.Sign(MemoryLog.Key);
        Assert.Equal(VerificationOutcome.Proven, (await VerifyAsync(log)).Outcome);

        byte[] altered = log.Entries[3].Attested!.Value.ToArray();
        altered[90_000] = (byte)'y';
        log.Entries[3] = log.Entries[3] with { Attested = altered };
        Assert.Equal((FaultKind.Changed, 3L), First(await VerifyAsync(log)));
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_says_nothing_about_the_log()
    {
        VerificationReport report = await new LogVerifier(MemoryLog.Key.Verifier).VerifyAsync(new Unreadable(), CancellationToken.None);

        Assert.Equal(VerificationOutcome.CouldNotCheck, report.Outcome);
        Assert.Contains("the disk is away", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_is_proven_by_its_proof_file_alone()
    {
        MemoryLog log = MemoryLog.Of(600);
        byte[] proof = BundleBuilder.Of(log, 300).Files[EvidenceNames.ProofOf(300)];
        string entry = Encoding.UTF8.GetString(log.Entries[300].Attested!.Value.Span);
        var verifier = new EntryVerifier(MemoryLog.Key.Verifier);

        VerificationReport Verify(string json) => verifier.Verify(Encoding.UTF8.GetBytes(json), proof);

        Assert.Equal(VerificationOutcome.Proven, Verify(entry).Outcome);
        Assert.Equal(VerificationOutcome.Proven, Verify("{ \"position\": 300," + entry[1..]).Outcome);
        Assert.Equal(FaultKind.Reordered, Verify("{ \"position\": 301," + entry[1..]).Faults[0].Kind);
        Assert.Equal(FaultKind.Changed, Verify(entry.Replace("300", "301", StringComparison.Ordinal)).Faults[0].Kind);
        Assert.Equal(FaultKind.Malformed, Verify(entry[1..]).Faults[0].Kind);
        Assert.Equal(FaultKind.WrongKey, new EntryVerifier(NoteSignerKey.Generate("other").Verifier).Verify(Encoding.UTF8.GetBytes(entry), proof).Faults[0].Kind);
        Assert.Equal(VerificationOutcome.CouldNotCheck, verifier.Verify(Encoding.UTF8.GetBytes(entry), "nonsense"u8).Outcome);
    }

    private static (FaultKind, long?) First(VerificationReport report) => (report.Faults[0].Kind, report.Faults[0].Position);

    private static Task<VerificationReport> VerifyAsync(MemoryLog log, int threads = 1) =>
        new LogVerifier(MemoryLog.Key.Verifier, new VerificationOptions { Threads = threads }).VerifyAsync(log, CancellationToken.None);

    [Fact]
    public async Task A_log_that_grows_while_it_is_verified_was_not_rolled_back()
    {
        VerificationReport report = await new LogVerifier(MemoryLog.Key.Verifier).VerifyAsync(new Growing(MemoryLog.Of(20)), TestContext.Current.CancellationToken);

        Assert.True(report.Outcome == VerificationOutcome.Proven, report.Summary + string.Join(" ", report.Faults.Select(fault => fault.Message)));
    }

    /// <summary>Signs one entry more before each answer about what is signed.</summary>
    private sealed class Growing(MemoryLog log) : ILogSource
    {
        private int _signed = 5;

        public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) => new(log.Checkpoint(++_signed).Sign(MemoryLog.Key).ToBytes());

        public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress tile, CancellationToken cancellationToken) => log.ReadTileAsync(tile, cancellationToken);

        public ValueTask<IReadOnlyList<PresentedEntry>> ReadEntriesAsync(long from, int most, CancellationToken cancellationToken) => log.ReadEntriesAsync(from, most, cancellationToken);

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadKeptCheckpointsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            _signed++;
            for (int size = 1; size <= _signed; size++)
            {
                yield return log.Checkpoint(size).Sign(MemoryLog.Key).ToBytes();
            }
        }

        public IAsyncEnumerable<LogFault> FindOwnFaultsAsync(Checkpoint head, CancellationToken cancellationToken) => log.FindOwnFaultsAsync(head, cancellationToken);
    }

    private sealed class Unreadable : ILogSource
    {
        public ValueTask<ReadOnlyMemory<byte>?> ReadCheckpointAsync(CancellationToken cancellationToken) => throw new SourceUnreadableException("the disk is away");

        public ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(TileAddress tile, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<PresentedEntry>> ReadEntriesAsync(long from, int most, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadKeptCheckpointsAsync(CancellationToken cancellationToken) => throw new SourceUnreadableException("the disk is away");

        public IAsyncEnumerable<LogFault> FindOwnFaultsAsync(Checkpoint head, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
