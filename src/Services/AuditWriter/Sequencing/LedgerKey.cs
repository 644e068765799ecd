using System.Security.Cryptography;
using Auditor.Hosting;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>
/// What only writers of this log have: the key that signs its checkpoints, and the secret, derived from it, that seals entries. Every
/// AuditWriter of one log has the same key.
/// </summary>
internal sealed class LedgerKey
{
    private const string SealPurpose = "auditor entry seal v1";
    private const string DecisionPurpose = "auditor retention seal v1";

    private readonly byte[] _sealSecret;
    private readonly byte[] _decisionSecret;

    public LedgerKey(NoteSignerKey signer, string headFile)
    {
        Signer = signer;
        HeadFile = headFile;
        _sealSecret = signer.DeriveSecret(SealPurpose);
        _decisionSecret = signer.DeriveSecret(DecisionPurpose);
    }

    public NoteSignerKey Signer { get; }

    /// <summary>Where this machine remembers the last checkpoint that it signed.</summary>
    public string HeadFile { get; }

    /// <summary>Loads the key, or makes one.</summary>
    /// <exception cref="UnusableConfigurationException">The file cannot be read or written, or holds no key.</exception>
    public static LedgerKey LoadOrCreate(LedgerOptions options, string defaultFile)
    {
        string file = options.KeyFile.Length > 0 ? Path.GetFullPath(options.KeyFile) : defaultFile;
        NoteSignerKey signer = SigningKeyFile.LoadOrCreate(
            file, $"{LedgerOptions.Section}:KeyFile", () => options.Origin.Length > 0 ? options.Origin : SigningKeyFile.UsualName("audit-log"));
        return new LedgerKey(signer, file + ".head");
    }

    /// <summary>HMAC-SHA256 of the attested bytes.</summary>
    public byte[] Seal(ReadOnlySpan<byte> attested) => HMACSHA256.HashData(_sealSecret, attested);

    /// <summary>HMAC-SHA256 of a decision about retention, under a secret of its own.</summary>
    public byte[] SealDecision(ReadOnlySpan<byte> decision) => HMACSHA256.HashData(_decisionSecret, decision);

    /// <summary>Whether a writer of this log sealed these bytes, and as the entry of this id: a copy under another id is no entry.</summary>
    public bool IsSealed(Guid entryId, ReadOnlySpan<byte> attested, ReadOnlySpan<byte> seal) =>
        CryptographicOperations.FixedTimeEquals(Seal(attested), seal) && EntryLeaf.IdOf(attested) == entryId;
}
