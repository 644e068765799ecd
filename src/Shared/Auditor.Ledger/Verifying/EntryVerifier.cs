using System.Text.Json;

namespace Auditor.Ledger;

/// <summary>Verifies that one entry is in the log of one public key, by its proof file (C2SP tlog-proof) and nothing else.</summary>
/// <param name="key">The key that is trusted, had from somewhere else than the proof.</param>
public sealed class EntryVerifier(NoteVerifierKey key)
{
    /// <summary>Verifies. What is wrong is in the report and not thrown.</summary>
    /// <param name="json">The entry in wire form, UTF-8, as the API gives it; white space and order of members do not matter.</param>
    /// <param name="proofFile">The proof file.</param>
    public VerificationReport Verify(ReadOnlySpan<byte> json, ReadOnlySpan<byte> proofFile)
    {
        LogProof proof;
        try
        {
            proof = LogProof.Parse(proofFile);
        }
        catch (LedgerFormatException wrong)
        {
            return VerificationReport.CouldNotCheck("the proof file is none: " + wrong.Message);
        }

        if (TrustedCheckpoint.Read(proof.Checkpoint, key, "The checkpoint in the proof", out Checkpoint head) is { } refused)
        {
            return VerificationReport.Refused(refused);
        }

        EntryLeaf leaf;
        try
        {
            leaf = EntryLeaf.OfJson(json);
        }
        catch (LedgerFormatException wrong)
        {
            return VerificationReport.Refused(new LogFault { Kind = FaultKind.Malformed, Message = "The entry is not what the log takes for one: " + wrong.Message });
        }

        Guid? id = EntryLeaf.EntryIdOf(leaf.Attested.Span);
        if (!InclusionProof.Verify([.. proof.Path], proof.Index, head.Size, leaf.Hash, head.Root))
        {
            return VerificationReport.Refused(new LogFault
            {
                Kind = FaultKind.Changed,
                Position = proof.Index,
                EntryId = id,
                Message = $"The entry is not the one at position {proof.Index} of the log: its content was changed, the proof is of another entry or position, or was altered.",
            });
        }

        return StatedPosition(json) is { } stated && stated != proof.Index
            ? VerificationReport.Refused(new LogFault
            {
                Kind = FaultKind.Reordered,
                Position = proof.Index,
                EntryId = id,
                Message = $"The entry says that it is at position {stated}; it is proven to be at position {proof.Index}.",
            })
            : new VerificationReport
            {
                Outcome = VerificationOutcome.Proven,
                Checkpoint = head,
                ProvenEntries = 1,
                Summary = $"Proven: the entry {id} is in the log, at position {proof.Index} of {head.Size}, as it was signed.",
            };
    }

    /// <summary>The position that the JSON gives the entry. It is not attested; the proof says the true one.</summary>
    private static long? StatedPosition(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = CanonicalJson.DeepestNesting });
        while (reader.Read())
        {
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("position"u8) && reader.Read())
            {
                return reader.TokenType == JsonTokenType.Null ? null : reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long position) ? position : -1;
            }
        }

        return null;
    }
}
