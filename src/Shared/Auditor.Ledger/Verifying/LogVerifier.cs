namespace Auditor.Ledger;

/// <summary>
/// Verifies a whole log against one public key and nothing else (docs/decisions/0013): the checkpoint is signed by the key; the
/// presented entries, hashed anew, lead to its root; so do the tiles; entries that are not there were erased as the log itself
/// declares; and every earlier checkpoint holds. Memory does not grow with the log.
/// </summary>
/// <param name="key">The key that is trusted, had from somewhere else than the log.</param>
/// <param name="options">How; by default on all cores, without earlier checkpoints.</param>
public sealed class LogVerifier(NoteVerifierKey key, VerificationOptions? options = null)
{
    private const long MostBytesInFlight = 64 << 20;
    private const int MostStretchesInFlight = 16;
    private const long EntriesBetweenReports = 1 << 16;

    private readonly VerificationOptions _options = options ?? new();

    /// <summary>Verifies. What is wrong with the log, or keeps it from being checked, is in the report and not thrown.</summary>
    public async Task<VerificationReport> VerifyAsync(ILogSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return await RunAsync(source, cancellationToken);
        }
        catch (SourceUnreadableException problem)
        {
            return VerificationReport.CouldNotCheck(problem.Message);
        }
        catch (LedgerFormatException wrong)
        {
            return VerificationReport.Refused(new LogFault { Kind = FaultKind.Malformed, Message = wrong.Message });
        }
    }

    private async Task<VerificationReport> RunAsync(ILogSource source, CancellationToken cancellationToken)
    {
        var faults = new List<LogFault>();
        List<Checkpoint> earlier = ReadEarlier(faults);
        if (faults.Count > 0)
        {
            return VerificationReport.Refused([.. faults]);
        }

        // Before the latest: of a log that grows meanwhile, what is kept would else be ahead of it, and look as if the log had been rolled back.
        var kept = new List<Checkpoint>();
        await ReadKeptAsync(source, kept, faults, cancellationToken);
        if (await source.ReadCheckpointAsync(cancellationToken) is not { } note)
        {
            return VerificationReport.Refused(earlier.MaxBy(checkpoint => checkpoint.Size) is { Size: > 0 } lost
                ? TrustedCheckpoint.Compare(lost, new Checkpoint { Origin = key.Name, Size = 0, Root = MerkleTree.EmptyRoot })!
                : new LogFault { Kind = FaultKind.NotSigned, Message = "There is no signed checkpoint, so that there is nothing to check the entries against." });
        }

        if (TrustedCheckpoint.Read(note.Span, key, "The checkpoint", out Checkpoint head) is { } refused)
        {
            return VerificationReport.Refused(refused);
        }

        if (head.Size == 0 && head.Root != MerkleTree.EmptyRoot)
        {
            return VerificationReport.Refused(new LogFault { Kind = FaultKind.CheckpointAltered, Message = "The checkpoint is of an empty log, but its root is not that of an empty log." });
        }

        earlier.AddRange(kept);
        faults.AddRange(earlier.Select(checkpoint => TrustedCheckpoint.Compare(checkpoint, head)).OfType<LogFault>());
        var walk = new LogWalk(head.Size, [.. earlier.Where(checkpoint => checkpoint.Size <= head.Size)]);
        await WalkAsync(source, head, walk, cancellationToken);
        return await new LogAssessment(source, head, walk, faults).CompleteAsync(cancellationToken);
    }

    private List<Checkpoint> ReadEarlier(List<LogFault> faults)
    {
        var earlier = new List<Checkpoint>();
        foreach (ReadOnlyMemory<byte> note in _options.Earlier)
        {
            if (TrustedCheckpoint.Read(note.Span, key, "The earlier checkpoint", out Checkpoint checkpoint) is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                earlier.Add(checkpoint);
            }
        }

        return earlier;
    }

    private async Task ReadKeptAsync(ILogSource source, List<Checkpoint> kept, List<LogFault> faults, CancellationToken cancellationToken)
    {
        await foreach (ReadOnlyMemory<byte> note in source.ReadKeptCheckpointsAsync(cancellationToken))
        {
            if (TrustedCheckpoint.Read(note.Span, key, "A checkpoint that is kept beside the log", out Checkpoint checkpoint) is not { } fault)
            {
                kept.Add(checkpoint);
            }
            else if (faults.Count < VerificationReport.MostFaults)
            {
                faults.Add(fault);
            }
        }
    }

    private async Task WalkAsync(ILogSource source, Checkpoint head, LogWalk walk, CancellationToken cancellationToken)
    {
        var inFlight = new Queue<(Task<Stretch> Task, long Bytes)>();
        int most = _options.Threads <= 1 ? 0 : Math.Min(4 * _options.Threads, MostStretchesInFlight);
        long bytes = 0;
        long reported = 0;

        async Task TakeNextAsync()
        {
            (Task<Stretch> task, long size) = inFlight.Dequeue();
            Stretch stretch = await task;
            bytes -= size;
            walk.Take(stretch);
            long done = stretch.Start + stretch.Width;
            if (done - reported >= EntriesBetweenReports)
            {
                reported = done;
                _options.Progress?.Report(new VerificationProgress(done, head.Size));
            }
        }

        await foreach (Stretch stretch in StretchReader.ReadAsync(source, head.Size, cancellationToken))
        {
            if (most == 0)
            {
                stretch.Complete();
                inFlight.Enqueue((Task.FromResult(stretch), 0));
                await TakeNextAsync();
                continue;
            }

            long size = stretch.UnhashedBytes;
            bytes += size;
            inFlight.Enqueue((Task.Run(() => Completed(stretch), cancellationToken), size));
            while (inFlight.Count >= most || bytes > MostBytesInFlight)
            {
                await TakeNextAsync();
            }
        }

        while (inFlight.Count > 0)
        {
            await TakeNextAsync();
        }

        walk.End();
    }

    private static Stretch Completed(Stretch stretch)
    {
        stretch.Complete();
        return stretch;
    }
}
