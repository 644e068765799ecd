using Auditor.AuditWriter.Tests.Sequencing;
using Auditor.AuditWriter.Witnessing;
using Auditor.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auditor.AuditWriter.Tests.Witnessing;

/// <summary>Who is believed, and when.</summary>
public sealed class WitnessCourierTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _cosigned = Directory.CreateTempSubdirectory("auditor-cosigned-").FullName;
    private readonly ScriptedWitness _witness = new();
    private TemporaryLog _log = null!;
    private LogHistory _history = null!;
    private WitnessCourier _courier = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await TemporaryLog.OpenAsync();
        await _log.AppendAsync(5);
        await _log.SequenceAsync();
        _history = new LogHistory(_log.Ledger, _log.Key);
        _courier = CourierOf(_witness);
    }

    public async ValueTask DisposeAsync()
    {
        _courier.Dispose();
        await _log.DisposeAsync();
        Directory.Delete(_cosigned, recursive: true);
    }

    [Fact]
    public async Task The_newest_is_given_once_and_the_next_only_when_the_log_has_grown()
    {
        for (int round = 0; round < 3; round++)
        {
            Assert.True(await GiveAsync());
        }

        Assert.Equal([5], _witness.Given);
        await _log.AppendAsync(2);
        await _log.SequenceAsync();
        await GiveAsync();
        Assert.Equal([5, 7], _witness.Given);
        Assert.Equal(1, _witness.Asked);
        Assert.Equal(7, _courier.Standing.Size);
    }

    [Fact]
    public async Task Who_does_not_lead_asks_and_gives_nothing()
    {
        Assert.True(await _courier.ExchangeAsync(gives: false, Patience, CancellationToken.None));

        Assert.Equal(1, _witness.Asked);
        Assert.Empty(_witness.Given);
        Assert.Null(_courier.Standing.Objection);
    }

    [Fact]
    public async Task A_larger_size_without_a_checkpoint_is_believed_as_long_as_it_is_said()
    {
        _witness.Remembers = () => new WitnessMemory(6, null);
        await GiveAsync();
        Assert.Contains("says that it has a checkpoint of 6", _courier.Standing.Objection, StringComparison.Ordinal);
        Assert.Empty(_witness.Given);

        _witness.Remembers = () => throw new WitnessException("does not answer");
        Assert.False(await GiveAsync());
        Assert.NotNull(_courier.Standing.Objection);

        _witness.Remembers = () => new WitnessMemory(5, null);
        Assert.True(await GiveAsync());
        Assert.Null(_courier.Standing.Objection);
        Assert.Equal([5], _witness.Given);
    }

    [Fact]
    public async Task A_refused_proof_is_held_against_what_the_witness_shows()
    {
        Checkpoint mine = (await _history.LatestAsync(CancellationToken.None))!.Checkpoint;
        _witness.Replies = (_, _) => new WitnessReply(Taken: false, Inconsistent: true);

        // It shows what the log goes on from: the witness is wrong.
        _witness.Remembers = () => new WitnessMemory(5, Known(mine));
        Assert.False(await GiveAsync());
        Assert.Null(_courier.Standing.Objection);
        Assert.Contains("refuses a checkpoint", _courier.Standing.Problem, StringComparison.Ordinal);

        // It shows nothing: it is believed.
        _witness.Remembers = () => new WitnessMemory(5, null);
        await GiveAsync();
        Assert.Contains("another history", _courier.Standing.Objection, StringComparison.Ordinal);

        // It shows what this log's key signed, and the store has not.
        _witness.Remembers = () => new WitnessMemory(4, Known(mine with { Size = 4, Root = MerkleTree.LeafHash([1]) }));
        await GiveAsync();
        Assert.Contains("that this log's key signed", _courier.Standing.Objection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_made_good_at_once()
    {
        bool lost = true;
        long known = 0;
        _witness.Remembers = () => new WitnessMemory(known, null);
        _witness.Replies = (latest, old) =>
        {
            if (old != known)
            {
                return new WitnessReply(Taken: false);
            }

            known = latest.Checkpoint.Size;
            return lost ? throw new WitnessException("does not answer in time") : new WitnessReply(Taken: true);
        };
        Assert.False(await GiveAsync());
        lost = false;

        Assert.True(await GiveAsync());
        Assert.Equal(5, _courier.Standing.Size);
        Assert.Null(_courier.Standing.FailingSince);
    }

    [Fact]
    public async Task A_witness_that_hangs_holds_up_the_start_no_longer_than_it_may()
    {
        using var hanging = CourierOf(new HangingWitness());
        var witnesses = new Witnesses([hanging, _courier]);

        await witnesses.ConsultAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Null(witnesses.Objection);
        Assert.Contains("in time", hanging.Standing.Problem, StringComparison.Ordinal);
        Assert.Equal(1, _witness.Asked);
    }

    [Fact]
    public void Health_is_red_for_a_dispute_and_yellow_only_after_a_while()
    {
        DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        HealthStatus Of(WitnessStanding standing) => WitnessesHealth.Judge([new WitnessStanding(), standing], TimeSpan.FromSeconds(30), now).Status;

        Assert.Equal(HealthStatus.Healthy, Of(new WitnessStanding { Size = 3 }));
        Assert.Equal(HealthStatus.Healthy, Of(new WitnessStanding { FailingSince = now.AddSeconds(-89) }));
        Assert.Equal(HealthStatus.Degraded, Of(new WitnessStanding { FailingSince = now.AddSeconds(-91) }));
        Assert.Equal(HealthStatus.Unhealthy, Of(new WitnessStanding { FailingSince = now, Disputed = true }));
        Assert.Equal(HealthStatus.Unhealthy, Of(new WitnessStanding { Objection = "no", Disputed = true }));
    }

    [Fact]
    public void Pauses_grow_to_a_limit_and_are_not_alike()
    {
        var interval = TimeSpan.FromSeconds(10);

        Assert.Equal(interval, WitnessDelivery.Pause(interval, 0));
        TimeSpan[] pauses = [.. Enumerable.Range(0, 100).Select(_ => WitnessDelivery.Pause(interval, 3))];
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(80)));
        Assert.True(pauses.Distinct().Count() > 5);
        Assert.InRange(WitnessDelivery.Pause(interval, int.MaxValue), TimeSpan.FromMinutes(2.5), TimeSpan.FromMinutes(5));
        Assert.True(WitnessDelivery.Pause(TimeSpan.FromDays(1), 9) <= TimeSpan.FromDays(1));
    }

    private Task<bool> GiveAsync() => _courier.ExchangeAsync(gives: true, Patience, CancellationToken.None);

    private KnownCheckpoint Known(Checkpoint checkpoint) => new(checkpoint, checkpoint.Sign(_log.Key.Signer));

    private WitnessCourier CourierOf(IWitness witness) => new(
        new WitnessTarget { Kind = WitnessKinds.Url, Target = "http://witness.example" },
        witness,
        cosigner: null,
        _history,
        new CosignedCheckpoints(_cosigned, _log.Key.Signer.Verifier, []),
        TimeProvider.System,
        NullLogger<WitnessCourier>.Instance);

    private sealed class HangingWitness : IWitness
    {
        public bool AskEachTime => false;

        public async Task<WitnessMemory> RecallAsync(CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return WitnessMemory.Nothing;
        }

        public Task<WitnessReply> SubmitAsync(KnownCheckpoint latest, long oldSize, IReadOnlyList<TreeHash> proof, CancellationToken cancellation) =>
            Task.FromResult(new WitnessReply(Taken: true));
    }
}
