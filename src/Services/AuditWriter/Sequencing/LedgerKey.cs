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

    private readonly byte[] _sealSecret;

    public LedgerKey(NoteSignerKey signer, string headFile)
    {
        Signer = signer;
        HeadFile = headFile;
        _sealSecret = signer.DeriveSecret(SealPurpose);
    }

    public NoteSignerKey Signer { get; }

    /// <summary>Where this machine remembers the last checkpoint that it signed.</summary>
    public string HeadFile { get; }

    /// <summary>Loads the key, or makes one.</summary>
    /// <exception cref="UnusableConfigurationException">The file cannot be read or written, or holds no key.</exception>
    public static LedgerKey LoadOrCreate(LedgerOptions options, string defaultFile)
    {
        string file = options.KeyFile.Length > 0 ? Path.GetFullPath(options.KeyFile) : defaultFile;
        try
        {
            if (!File.Exists(file))
            {
                Create(file, options.Origin.Length > 0 ? options.Origin : UsualOrigin());
            }

            return new LedgerKey(NoteSignerKey.Parse(File.ReadAllText(file).Trim()), file + ".head");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException($"Auditor:Ledger:KeyFile is '{file}', which cannot be used: {problem.Message}");
        }
        catch (LedgerFormatException problem)
        {
            throw new UnusableConfigurationException($"Auditor:Ledger:KeyFile is '{file}' (origin '{options.Origin}'), which gives no key: {problem.Message}");
        }
    }

    /// <summary>HMAC-SHA256 of the attested bytes.</summary>
    public byte[] Seal(ReadOnlySpan<byte> attested) => HMACSHA256.HashData(_sealSecret, attested);

    /// <summary>Whether a writer of this log sealed these bytes, and as the entry of this id: a copy under another id is no entry.</summary>
    public bool IsSealed(Guid entryId, ReadOnlySpan<byte> attested, ReadOnlySpan<byte> seal) =>
        CryptographicOperations.FixedTimeEquals(Seal(attested), seal) && EntryLeaf.IdOf(attested) == entryId;

    private static string UsualOrigin()
    {
        string machine = new([.. Environment.MachineName.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')]);
        return $"{(machine.Length > 0 ? machine : "auditor")}/audit-log-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    }

    /// <summary>Written under another name first, so that the file is there whole or not at all; of two who make one, the first wins.</summary>
    private static void Create(string file, string origin)
    {
        string unnamed = $"{file}.{Guid.NewGuid():n}.new";
        var owner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(unnamed, owner))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(NoteSignerKey.Generate(origin).ExportText());
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unnamed, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(unnamed);
        }
    }
}
