using System.Text;

namespace Auditor.Ledger.Tests;

public sealed class BundleVerifierTests(ITestOutputHelper output)
{
    private static readonly MemoryLog Log = MemoryLog.Of(600);
    private static readonly MemoryLog Erased = MemoryLog.Of(40, (3, 9));

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(2, new[] { 1 })]
    [InlineData(256, new[] { 0, 255 })]
    [InlineData(257, new[] { 17 })]
    [InlineData(257, new[] { 256 })]
    [InlineData(600, new[] { 0, 1, 255, 256, 511, 512, 599 })]
    [InlineData(600, new int[0])]
    public void Entries_out_of_a_log_are_proven(int size, int[] positions)
    {
        VerificationReport report = Verify(BundleBuilder.Of(MemoryLog.Of(size), positions).Pack());

        Assert.Empty(report.Faults);
        Assert.Equal((VerificationOutcome.Proven, positions.Length), (report.Outcome, (int)report.ProvenEntries));
    }

    [Fact]
    public void A_whole_log_is_proven_with_what_was_erased_as_it_declares()
    {
        VerificationReport report = Verify(BundleBuilder.Of(Erased, [.. Enumerable.Range(0, 40)]).Pack());

        Assert.Equal((VerificationOutcome.Proven, 40L, 7L), (report.Outcome, report.ProvenEntries, report.ErasedEntries));
    }

    [Fact]
    public void Every_flipped_bit_of_every_file_is_detected()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            var bundle = BundleBuilder.Of(i % 2 == 0 ? Log : Erased, 0, 12, 20);
            string name = bundle.Files.Keys.ElementAt(random.Next(bundle.Files.Count));
            byte[] altered = [.. bundle.Files[name]];
            altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
            byte[] honest = bundle.Manifest().ToBytes();
            bundle.Files[name] = altered;

            Assert.Equal(VerificationOutcome.NotProven, Verify(bundle.Pack(honest)).Outcome);
            if (name is EvidenceNames.Key or EvidenceNames.Report or EvidenceNames.Checkpoint)
            {
                continue;
            }

            // Whoever alters a bundle makes its manifest anew.
            VerificationReport report = Verify(bundle.Pack());
            Assert.True(report.Outcome == VerificationOutcome.NotProven, $"{name}: {report.Summary}");
        }
    }

    [Fact]
    public void A_changed_entry_is_named()
    {
        BundleBuilder bundle = BundleBuilder.Of(Log, 5, 300);
        bundle.Files[EvidenceNames.Entries] = Replaced(bundle, "case 300", "case 301");

        VerificationReport report = Verify(bundle.Pack());

        Assert.Equal((FaultKind.Changed, 300L), (report.Faults[0].Kind, report.Faults[0].Position));
        Assert.NotNull(report.Faults[0].EntryId);
        Assert.Equal(1, report.ProvenEntries);
    }

    [Fact]
    public void Lines_that_are_removed_added_twice_or_exchanged_are_named()
    {
        byte[][] lines = [.. Encoding.UTF8.GetString(BundleBuilder.Of(Log, 5, 6, 7).Files[EvidenceNames.Entries]).Split('\n')[..^1].Select(line => Encoding.UTF8.GetBytes(line + "\n"))];

        Assert.Equal(FaultKind.Reordered, KindOf([.. lines[0], .. lines[2], .. lines[1]]));
        Assert.Equal(FaultKind.Reordered, KindOf([.. lines[0], .. lines[1], .. lines[1]]));
        Assert.Equal(FaultKind.Changed, KindOf([.. lines[0], .. lines[2]]));
        Assert.Equal(FaultKind.Malformed, KindOf([.. lines[0], .. lines[1], .. lines[2][..^1]]));
        Assert.Equal(FaultKind.Malformed, KindOf([.. lines[0], (byte)' ', .. lines[1], .. lines[2]]));
        Assert.Equal(FaultKind.Malformed, KindOf(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(lines[0]).Replace(":5,", ":05,", StringComparison.Ordinal))));
        Assert.Equal(FaultKind.Inserted, KindOf(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(lines[0]).Replace(":5,", ":600,", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_whole_log_that_lacks_an_entry_is_not_proven()
    {
        BundleBuilder bundle = BundleBuilder.Of(Erased, [.. Enumerable.Range(0, 39)]);
        bundle.WholeLog = true;

        VerificationReport report = Verify(bundle.Pack());

        Assert.Contains(report.Faults, fault => fault.Kind == FaultKind.Removed && fault.Position == 39);
    }

    [Fact]
    public void Another_key_and_another_earlier_history_are_named()
    {
        using MemoryStream bundle = BundleBuilder.Of(Log, 5).Pack();
        var stranger = new BundleVerifier(NoteSignerKey.Generate(MemoryLog.Origin).Verifier);
        Assert.Equal(FaultKind.WrongKey, stranger.Verify(bundle, CancellationToken.None).Faults[0].Kind);

        Assert.Equal(VerificationOutcome.Proven, Since(Log.Note!).Outcome);
        Assert.Equal(FaultKind.RolledBack, Since(MemoryLog.Of(601).Note!).Faults[0].Kind);
        MemoryLog other = MemoryLog.Of(599);
        other.Entries.Add(MemoryLog.Entry(599, 77));
        other.Rebuild();
        other.Sign(MemoryLog.Key);
        Assert.Equal(FaultKind.Forked, Since(other.Note!).Faults[0].Kind);
        Assert.Contains(Since(Log.Kept[0]).Outcome, (VerificationOutcome[])[VerificationOutcome.Proven, VerificationOutcome.CouldNotCheck]);
    }

    [Fact]
    public void What_is_no_bundle_or_means_harm_is_refused_unread()
    {
        BundleBuilder bundle = BundleBuilder.Of(Log, 5);
        byte[] manifest = bundle.Manifest().ToBytes();

        Assert.Contains("no readable zip", Refusal(new MemoryStream([1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("'../x'", Refusal(bundle.Pack(manifest, ("../x", [1]))), StringComparison.Ordinal);
        Assert.Contains("name that no", Refusal(bundle.Pack(manifest, ("/etc/passwd", [1]))), StringComparison.Ordinal);
        Assert.Contains("name that no", Refusal(bundle.Pack(manifest, ("a\\b", [1]))), StringComparison.Ordinal);
        Assert.Contains("twice", Refusal(bundle.Pack(manifest, ("checkpoint", [1]))), StringComparison.Ordinal);
        Assert.Contains("proportion", Refusal(bundle.Pack(manifest, ("zeros", new byte[8 << 20]))), StringComparison.Ordinal);
        Assert.Contains("format", Refusal(bundle.Pack([.. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(manifest).Replace("evidence/1", "evidence/9", StringComparison.Ordinal))])), StringComparison.Ordinal);
        Assert.Contains("manifest", Refusal(bundle.Pack("[]"u8.ToArray())), StringComparison.Ordinal);
        bundle.Files.Remove(EvidenceNames.Checkpoint);
        Assert.Contains("no 'checkpoint'", Refusal(bundle.Pack(manifest)), StringComparison.Ordinal);
        byte[] cut = BundleBuilder.Of(Log, 5).Pack().ToArray();
        Refusal(new MemoryStream(cut[..(cut.Length / 2)]));
    }

    [Fact]
    public void A_file_that_the_manifest_does_not_know_was_added()
    {
        BundleBuilder bundle = BundleBuilder.Of(Log, 5);

        VerificationReport report = Verify(bundle.Pack(bundle.Manifest().ToBytes(), ("more.txt", [1])));

        Assert.Equal((VerificationOutcome.NotProven, FaultKind.Inserted), (report.Outcome, report.Faults[0].Kind));
    }

    private static FaultKind KindOf(byte[] lines)
    {
        BundleBuilder bundle = BundleBuilder.Of(Log, 5, 6, 7);
        bundle.Files[EvidenceNames.Entries] = lines;
        return Verify(bundle.Pack()).Faults[0].Kind;
    }

    private static byte[] Replaced(BundleBuilder bundle, string from, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bundle.Files[EvidenceNames.Entries]).Replace(from, to, StringComparison.Ordinal));

    private static string Refusal(MemoryStream bundle)
    {
        VerificationReport report = Verify(bundle);
        Assert.Equal(VerificationOutcome.CouldNotCheck, report.Outcome);
        return report.Summary;
    }

    private static VerificationReport Since(byte[] note)
    {
        using MemoryStream bundle = BundleBuilder.Of(Log, 5).Pack();
        return new BundleVerifier(MemoryLog.Key.Verifier, new VerificationOptions { Earlier = [note] }).Verify(bundle, CancellationToken.None);
    }

    private static VerificationReport Verify(MemoryStream bundle)
    {
        using (bundle)
        {
            return new BundleVerifier(MemoryLog.Key.Verifier).Verify(bundle, CancellationToken.None);
        }
    }
}
