using Auditor.AuditWriter.Sequencing;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Storage;

namespace Auditor.AuditWriter.Tests.Sequencing;

public sealed class SequencedLogTests : IAsyncLifetime
{
    private TemporaryLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await TemporaryLog.OpenAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task The_empty_log_is_signed_too()
    {
        await _log.SequenceAsync();

        await _log.AssertProvenAsync(0);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(255, 100)]
    [InlineData(256, 100)]
    [InlineData(700, 64)]
    public async Task What_is_appended_is_sequenced_in_batches_and_goes_on_after_a_restart(int count, int batch)
    {
        await _log.AppendAsync(count);
        await _log.SequenceAsync(batch);
        await _log.AssertProvenAsync(count);

        await _log.ReopenAsync();
        await _log.AppendAsync(3);
        await _log.SequenceAsync(batch);

        await _log.AssertProvenAsync(count + 3);
    }

    [Fact]
    public async Task Wherever_the_process_ends_the_log_goes_on_contiguous_and_verifiable()
    {
        int size = 0;
        int deaths = 0;
        foreach (MortalLedgerStore.Death death in Enum.GetValues<MortalLedgerStore.Death>())
        {
            for (int writes = 1; writes <= 14; writes++)
            {
                await _log.AppendAsync(70);
                size += 70;
                var mortal = new MortalLedgerStore(_log.Ledger, writes, death);
                try
                {
                    SequencedLog log = await SequencedLog.OpenAsync(mortal, _log.Key, await _log.LeaseAsync(), CancellationToken.None);
                    await TemporaryLog.ExtendAsync(log, 20);
                }
                catch (IOException)
                {
                    deaths++;
                }

                if (writes % 3 == 0)
                {
                    await _log.SequenceAsync(33);
                    await _log.AssertProvenAsync(size);
                }
            }
        }

        await _log.SequenceAsync();
        await _log.AssertProvenAsync(size);
        Assert.True(deaths > 20, $"Only {deaths} of the processes ended early.");
    }

    [Fact]
    public async Task Two_that_both_believe_to_lead_cannot_fork_the_log()
    {
        // The token is the same and the lease never runs out: nothing but the uniqueness of positions and entries is between them.
        SequencerLease lease = await _log.LeaseAsync();
        async Task LeadAsync(int batch)
        {
            for (int round = 0; round < 40; round++)
            {
                try
                {
                    SequencedLog log = await SequencedLog.OpenAsync(_log.Ledger, _log.Key, lease, CancellationToken.None);
                    while (await log.ExtendAsync(batch, _ => Task.CompletedTask, TimeProvider.System, CancellationToken.None) > 0)
                    {
                        await log.SignAsync(TimeProvider.System, CancellationToken.None);
                    }
                }
                catch (LeaseLostException)
                {
                    // The other was first.
                }

                await _log.AppendAsync(5);
            }
        }

        await Task.WhenAll(Task.Run(() => LeadAsync(3)), Task.Run(() => LeadAsync(4)));

        await _log.SequenceAsync();
        await _log.AssertProvenAsync(400);
    }

    [Fact]
    public async Task A_sequencer_whose_lease_was_taken_over_signs_nothing_any_more()
    {
        await _log.AppendAsync(3);
        SequencedLog paused = await SequencedLog.OpenAsync(_log.Ledger, _log.Key, await _log.LeaseAsync(), CancellationToken.None);
        await _log.Ledger.TakeLeaseAsync("other", TemporaryLog.Noon.AddDays(1), TimeSpan.FromHours(1), CancellationToken.None);

        await Assert.ThrowsAsync<LeaseLostException>(() => TemporaryLog.ExtendAsync(paused, 10));
        await Assert.ThrowsAsync<LeaseLostException>(() => paused.SignAsync(TimeProvider.System, CancellationToken.None));

        Assert.Null(await _log.Ledger.LatestCheckpointAsync(CancellationToken.None));
        Assert.Equal(0, await _log.Ledger.CountLeavesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_entry_that_no_writer_sealed_gets_no_position_and_is_told_of()
    {
        await _log.AppendAsync(2);
        await using (SqliteAuditLog stranger = await SqliteAuditLog.OpenAsync(_log.File, seal: null, CancellationToken.None))
        {
            await stranger.AppendAsync([new AuditEntry { EntryId = Guid.CreateVersion7(), ResourceName = "Forged" }], CancellationToken.None);
        }

        await _log.AppendAsync(2);
        var told = new List<UnsequencedEntry>();
        SequencedLog log = await SequencedLog.OpenAsync(_log.Ledger, _log.Key, await _log.LeaseAsync(), CancellationToken.None);
        await log.ExtendAsync(
            10,
            entry =>
            {
                told.Add(entry);
                return Task.CompletedTask;
            },
            TimeProvider.System,
            CancellationToken.None);
        await log.SignAsync(TimeProvider.System, CancellationToken.None);

        await _log.AssertProvenAsync(4);
        Assert.Equal(Assert.Single(told).EntryId, Assert.Single(await _log.Ledger.ListStrayAsync(10, CancellationToken.None)).EntryId);
        AuditEntry report = StrayEntryReport.Of(told[0], TemporaryLog.Noon);
        Assert.Equal(told[0].EntryId.ToString(), report.ResourceName);
        Assert.NotEqual(told[0].EntryId, report.EntryId);
    }

    [Fact]
    public async Task A_copy_of_a_sealed_entry_under_another_id_gets_no_position()
    {
        await _log.AppendAsync(2);
        _log.Run("INSERT INTO entries (entry_id, occurred_at, has_recording, body, seal) SELECT randomblob(16), occurred_at, has_recording, body, seal FROM entries LIMIT 1");

        await _log.SequenceAsync();

        await _log.AssertProvenAsync(2);
        Assert.Single(await _log.Ledger.ListStrayAsync(10, CancellationToken.None));
    }

    [Theory]
    [InlineData("DELETE FROM leaves WHERE position >= 250", "entries were removed from its end")]
    [InlineData("UPDATE tiles SET content = zeroblob(length(content)) WHERE level = 0 AND tile_index = 1", "a tile was changed")]
    [InlineData("DELETE FROM tiles WHERE level = 0 AND tile_index = 1", "has no tile/0/001")]
    [InlineData("UPDATE checkpoints SET note = replace(note, '300', '301')", "not signed by this log's key")]
    [InlineData("UPDATE checkpoints SET note = 'nothing'", "cannot be read")]
    public async Task What_contradicts_the_signature_is_not_extended(string change, string words)
    {
        await _log.AppendAsync(300);
        await _log.SequenceAsync();
        await _log.ReopenAsync(() => _log.Run(change));
        await _log.AppendAsync(1);

        LedgerBrokenException broken = await Assert.ThrowsAsync<LedgerBrokenException>(() => _log.SequenceAsync());

        Assert.Contains(words, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_put_back_is_noticed_by_whoever_signed_later()
    {
        await _log.AppendAsync(10);
        await _log.SequenceAsync();
        await _log.ReopenAsync(() => File.Copy(_log.File, _log.File + ".backup"));
        await _log.AppendAsync(10);
        await _log.SequenceAsync();

        await _log.ReopenAsync(() => File.Copy(_log.File + ".backup", _log.File, overwrite: true));
        LedgerBrokenException shorter = await Assert.ThrowsAsync<LedgerBrokenException>(() => _log.SequenceAsync());
        Assert.Contains("an older state of the store was put back", shorter.Message, StringComparison.Ordinal);

        // Not even when it has grown beyond what was signed.
        await _log.AppendAsync(30);
        SequencerLease lease = await _log.LeaseAsync();
        IReadOnlyList<UnsequencedEntry> waiting = await _log.Ledger.ListUnsequencedAsync(100, CancellationToken.None);
        await _log.Ledger.AddLeavesAsync(lease, 10, [.. waiting.Select(entry => entry.EntryId)], CancellationToken.None);
        LedgerBrokenException other = await Assert.ThrowsAsync<LedgerBrokenException>(() => _log.SequenceAsync());
        Assert.Contains("another tree", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_given_behind_the_sequencers_back_to_a_forged_entry_is_not_signed()
    {
        await _log.AppendAsync(3);
        await _log.SequenceAsync();
        await using (SqliteAuditLog stranger = await SqliteAuditLog.OpenAsync(_log.File, seal: null, CancellationToken.None))
        {
            await stranger.AppendAsync([new AuditEntry { EntryId = Guid.CreateVersion7(), ResourceName = "Forged" }], CancellationToken.None);
        }

        _log.Run("INSERT INTO leaves SELECT 3, entry_row, entry_id FROM entries ORDER BY entry_row DESC LIMIT 1");

        LedgerBrokenException broken = await Assert.ThrowsAsync<LedgerBrokenException>(() => _log.SequenceAsync());
        Assert.Contains("has not the seal", broken.Message, StringComparison.Ordinal);
    }
}
