using Auditor.Ledger;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>
/// Carries checkpoints to one witness, and holds what it has against the store. Who is believed: what this log's own key signed, before
/// the store; and a witness's bare word as long as it stands by it, since signing later costs less than signing a fork (decision 0018).
/// </summary>
internal sealed partial class WitnessCourier(
    WitnessTarget target,
    IWitness witness,
    NoteVerifierKey? cosigner,
    LogHistory history,
    CosignedCheckpoints cosigned,
    TimeProvider time,
    ILogger<WitnessCourier> logger)
    : IDisposable
{
    private const int Tries = 2;

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile WitnessStanding _standing = new();
    private WitnessMemory? _memory;
    private string? _taken;

    public WitnessTarget Target => target;

    public WitnessStanding Standing => _standing;

    /// <summary>Asks the witness what it has, if that is not known, and gives it the latest checkpoint.</summary>
    /// <param name="gives">Whether this process is the one that sends.</param>
    /// <param name="patience">How long the witness may take.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False when the witness did not answer as it should; <see cref="Standing"/> says why.</returns>
    public async Task<bool> ExchangeAsync(bool gives, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await _one.WaitAsync(cancellation);
        try
        {
            if (gives || _memory is null || _standing.Objection is not null)
            {
                await MeetAsync(gives, either.Token);
            }

            return true;
        }
        catch (WitnessException problem)
        {
            Fail($"The witness {target.Target} {problem.Message}.", problem.Disputes);
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Fail($"The witness {target.Target} does not answer in time.", disputed: false);
            return false;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task MeetAsync(bool gives, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            if ((_memory is null || witness.AskEachTime || _standing.Objection is not null) && await RecallAsync(cancellation) is { } objection)
            {
                Object(objection);
                return;
            }

            // Read after the witness was asked: whatever it has was in the store before it was sent.
            KnownCheckpoint? latest = gives ? await history.LatestAsync(cancellation) : null;
            if (latest is null || latest.Note.Text.Equals(_taken, StringComparison.Ordinal))
            {
                Succeed(_standing.TakenAt);
                return;
            }

            if (await GiveAsync(latest, _memory!, cancellation))
            {
                Succeed(time.GetUtcNow());
                return;
            }

            if (_standing.Objection is not null)
            {
                return;
            }
        }

        throw new WitnessException("has another checkpoint each time it is asked");
    }

    /// <summary>Learns what the witness has; answers with how that contradicts the store, in words.</summary>
    private async Task<string?> RecallAsync(CancellationToken cancellation)
    {
        _memory = null;
        WitnessMemory memory = await witness.RecallAsync(cancellation);
        string? objection = memory.Evidence is { } evidence ? await history.ContradictionAsync(evidence.Checkpoint, cancellation) : null;
        long size = (await history.LatestAsync(cancellation))?.Checkpoint.Size ?? 0;
        if (objection is null && memory.Size > size)
        {
            objection = $"says that it has a checkpoint of {memory.Size} entries, and the store's latest has {size}: an older state of the store was put back, or an empty one took its place; or the witness is wrong, since it does not show that checkpoint";
        }

        if (objection is null && memory.Size < _standing.Size)
        {
            Log.Forgot(logger, target.Target, _standing.Size.Value, memory.Size);
        }

        _memory = memory;
        return objection;
    }

    /// <returns>True when the witness has taken it; false when there is an objection now, or it has to be asked again.</returns>
    private async Task<bool> GiveAsync(KnownCheckpoint latest, WitnessMemory memory, CancellationToken cancellation)
    {
        IReadOnlyList<TreeHash> proof = await ProveAsync(memory.Size, latest.Checkpoint.Size, cancellation);
        WitnessReply reply = await witness.SubmitAsync(latest, memory.Size, proof, cancellation);
        if (reply.Taken)
        {
            _memory = new WitnessMemory(latest.Checkpoint.Size, latest);
            _taken = latest.Note.Text;
            if (cosigner is not null && reply.Cosigned is { } note)
            {
                cosigned.Keep(cosigner, note);
            }

            return true;
        }

        string? objection = await RecallAsync(cancellation);
        if (objection is null && reply.Inconsistent)
        {
            objection = _memory!.Evidence is null
                ? $"says that the store's latest checkpoint, of {latest.Checkpoint.Size} entries, does not go on from the one of {_memory.Size} that it has: the log has another history; or the witness is wrong, since it does not show its checkpoint"
                : throw new WitnessException("refuses a checkpoint that goes on from the one that it shows");
        }

        if (objection is not null)
        {
            Object(objection);
        }

        return false;
    }

    private async Task<IReadOnlyList<TreeHash>> ProveAsync(long oldSize, long size, CancellationToken cancellation)
    {
        try
        {
            return await history.ProofAsync(oldSize, size, cancellation);
        }
        catch (LedgerFormatException problem)
        {
            throw new WitnessException($"cannot be shown that the log goes on from {oldSize} entries: {problem.Message}", disputes: true, problem);
        }
    }

    private void Succeed(DateTimeOffset? takenAt)
    {
        if (_standing.Objection is not null)
        {
            Log.ObjectsNoMore(logger, target.Target);
        }
        else if (_standing.FailingSince is not null)
        {
            Log.AnswersAgain(logger, target.Target);
        }

        _standing = new WitnessStanding { Size = _memory?.Size, TakenAt = takenAt };
    }

    private void Object(string why)
    {
        string words = $"The witness {target.Target} {why}. Nothing is signed until this is mended (docs/witnesses.md).";
        if (_standing.Objection is null)
        {
            Log.Objects(logger, words);
        }

        _standing = new WitnessStanding { Size = _memory?.Size, TakenAt = _standing.TakenAt, Problem = words, Objection = words, Disputed = true };
    }

    /// <summary>What was objected stands until the witness takes it back.</summary>
    private void Fail(string words, bool disputed)
    {
        if (!words.Equals(_standing.Problem, StringComparison.Ordinal))
        {
            Log.Fails(logger, words);
        }

        _standing = _standing with
        {
            FailingSince = _standing.FailingSince ?? time.GetUtcNow(),
            Problem = _standing.Objection ?? words,
            Disputed = disputed || _standing.Objection is not null,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3401, Level = LogLevel.Critical, Message = "{Objection}")]
        public static partial void Objects(ILogger logger, string objection);

        [LoggerMessage(EventId = 3402, Level = LogLevel.Warning, Message = "The witness {Witness} does not object any more")]
        public static partial void ObjectsNoMore(ILogger logger, string witness);

        [LoggerMessage(EventId = 3403, Level = LogLevel.Warning, Message = "{Problem} The log goes on; it is tried again")]
        public static partial void Fails(ILogger logger, string problem);

        [LoggerMessage(EventId = 3404, Level = LogLevel.Information, Message = "The witness {Witness} answers again")]
        public static partial void AnswersAgain(ILogger logger, string witness);

        [LoggerMessage(EventId = 3405, Level = LogLevel.Warning, Message = "The witness {Witness} had a checkpoint of {Size} entries and now has one of {Remembered}: it was set back itself")]
        public static partial void Forgot(ILogger logger, string witness, long size, long remembered);
    }
}
