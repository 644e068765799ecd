namespace Auditor.Ledger;

/// <summary>
/// Verifies an evidence bundle against one public key and nothing else (docs/decisions/0013): every file is what the manifest says,
/// the checkpoint is signed by the key, every entry leads to its root, and so does every proof file.
/// </summary>
/// <param name="key">The key that is trusted, had from somewhere else than the bundle.</param>
/// <param name="options">Earlier checkpoints, and whom to tell how far it is.</param>
public sealed class BundleVerifier(NoteVerifierKey key, VerificationOptions? options = null)
{
    private readonly VerificationOptions _options = options ?? new();

    /// <summary>The key that a bundle says is its log's. To be shown, not to be trusted.</summary>
    /// <exception cref="SourceUnreadableException">The bundle cannot be read.</exception>
    /// <exception cref="LedgerFormatException">It is no key.</exception>
    public static NoteVerifierKey ReadKey(Stream bundle)
    {
        using EvidenceArchive archive = EvidenceArchive.Open(bundle);
        return NoteVerifierKey.Parse(NoteText.Decode(archive.Read(EvidenceNames.Key)).Trim());
    }

    /// <summary>Verifies. What is wrong with the bundle, or keeps it from being checked, is in the report and not thrown.</summary>
    /// <param name="bundle">The zip archive, seekable.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public VerificationReport Verify(Stream bundle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        try
        {
            using EvidenceArchive archive = EvidenceArchive.Open(bundle);
            return Verify(archive, cancellationToken);
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

    private VerificationReport Verify(EvidenceArchive archive, CancellationToken cancellationToken)
    {
        EvidenceManifest manifest;
        try
        {
            manifest = EvidenceManifest.Parse(archive.Read(EvidenceNames.Manifest));
        }
        catch (LedgerFormatException wrong)
        {
            throw new SourceUnreadableException(wrong.Message, wrong);
        }

        List<LogFault> faults = [.. CheckFiles(archive, manifest, cancellationToken)];
        if (TrustedCheckpoint.Read(archive.Read(EvidenceNames.Checkpoint), key, "The checkpoint of the bundle", out Checkpoint head) is { } refused)
        {
            return VerificationReport.Refused([refused, .. faults]);
        }

        if (manifest.Origin != head.Origin || manifest.Size != head.Size)
        {
            faults.Add(new LogFault { Kind = FaultKind.Changed, Message = $"The manifest speaks of {manifest.Size} entries of '{manifest.Origin}'; signed are {head.Size} of '{head.Origin}'." });
        }

        string? uncheckedEarlier = CheckEarlier(archive, head, faults);
        var entries = new BundleEntries(archive, key, head);
        entries.CheckAll(_options.Progress, manifest, cancellationToken);
        faults.InsertRange(0, entries.Faults);
        return Report(manifest, head, entries, faults, uncheckedEarlier);
    }

    private static IEnumerable<LogFault> CheckFiles(EvidenceArchive archive, EvidenceManifest manifest, CancellationToken cancellationToken)
    {
        foreach (string name in archive.Names.Where(name => name != EvidenceNames.Manifest && !manifest.Files.ContainsKey(name)))
        {
            yield return new LogFault { Kind = FaultKind.Inserted, Message = $"The manifest knows no file '{name}': it was added to the bundle." };
        }

        foreach ((string name, EvidenceFile stated) in manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!archive.Has(name))
            {
                yield return new LogFault { Kind = FaultKind.Removed, Message = $"The file '{name}' is in the manifest and not in the bundle." };
            }
            else if (archive.Digest(name) != stated)
            {
                yield return new LogFault { Kind = FaultKind.Changed, Message = $"The file '{name}' is not the one that the manifest states: it was changed." };
            }
        }
    }

    /// <returns>Why an earlier checkpoint could not be compared; null when all were.</returns>
    private string? CheckEarlier(EvidenceArchive archive, Checkpoint head, List<LogFault> faults)
    {
        string? why = null;
        foreach (ReadOnlyMemory<byte> note in _options.Earlier)
        {
            if ((TrustedCheckpoint.Read(note.Span, key, "The earlier checkpoint", out Checkpoint earlier) ?? TrustedCheckpoint.Compare(earlier, head)) is { } fault)
            {
                faults.Add(fault);
                continue;
            }

            try
            {
                TreeHash[] proof = [.. ConsistencyProof.Create(earlier.Size, head.Size, archive)];
                if (!ConsistencyProof.Verify(proof, earlier.Size, head.Size, earlier.Root, head.Root))
                {
                    faults.Add(TrustedCheckpoint.Forked(earlier, head));
                }
            }
            catch (LedgerFormatException)
            {
                why = $"the bundle has not the hash tiles that lead from the earlier checkpoint of {earlier.Size} entries to its own; compare the two in the log itself";
            }
        }

        return why;
    }

    private static VerificationReport Report(EvidenceManifest manifest, Checkpoint head, BundleEntries entries, List<LogFault> faults, string? uncheckedEarlier)
    {
        var remarks = new List<string>();
        if (!manifest.ClaimsWholeLog)
        {
            remarks.Add("A bundle proves what is in it. That no other entry of the log fits its filter, it cannot prove.");
        }

        if (entries.Erased > 0)
        {
            remarks.Add($"{entries.Erased} entries were erased as the log itself declares.");
        }

        VerificationOutcome outcome = faults.Count > 0 ? VerificationOutcome.NotProven
            : uncheckedEarlier is null ? VerificationOutcome.Proven : VerificationOutcome.CouldNotCheck;
        string proven = $"{entries.Proven} of {manifest.Entries} entries of the bundle are in the log of {head.Size} entries, as it was signed";
        return new VerificationReport
        {
            Outcome = outcome,
            Checkpoint = head,
            ProvenEntries = entries.Proven,
            ErasedEntries = entries.Erased,
            Faults = [.. faults.Take(VerificationReport.MostFaults)],
            HasMoreFaults = entries.HasMoreFaults || faults.Count > VerificationReport.MostFaults,
            Remarks = remarks,
            Summary = outcome switch
            {
                VerificationOutcome.Proven => $"Proven: {proven}.",
                VerificationOutcome.NotProven => $"Not proven. {proven}; what is wrong is named.",
                _ => $"Could not check: {uncheckedEarlier}. {proven}.",
            },
        };
    }
}
