using System.Security.Cryptography;
using System.Text;
using Auditor.Ledger;

namespace Auditor.Standalone.Verifying;

/// <summary>The key that a verification trusts.</summary>
internal static class TrustedKey
{
    /// <param name="textOrFile">The verifier key itself, or the file that holds it.</param>
    /// <exception cref="SourceUnreadableException">Neither.</exception>
    public static NoteVerifierKey Load(string textOrFile)
    {
        // A key has two plus signs and may hold slashes; a file of that name would still be found.
        bool isFile = File.Exists(textOrFile);
        string text = isFile || textOrFile.Count(letter => letter == '+') < 2
            ? Encoding.UTF8.GetString(BoundedFile.Read(textOrFile, BoundedFile.SmallFile)).Trim()
            : textOrFile.Trim();
        if (text.StartsWith("PRIVATE+KEY+", StringComparison.Ordinal))
        {
            throw new SourceUnreadableException("--key is the private key, with which anyone could sign another log. Give the verifier key, which 'GET /api/ledger/key' shows, and keep the private one where only the service reads it.");
        }

        try
        {
            return NoteVerifierKey.Parse(text);
        }
        catch (LedgerFormatException wrong)
        {
            throw new SourceUnreadableException($"--key is no verifier key: {wrong.Message}", wrong);
        }
    }

    /// <summary>SHA-256 over the key's SubjectPublicKeyInfo: what two people compare.</summary>
    public static string Fingerprint(NoteVerifierKey key) => Convert.ToHexStringLower(SHA256.HashData(key.SubjectPublicKeyInfo.Span));

    public static string Describe(NoteVerifierKey key) => $"It says that its key is\n  {key}\nwith the SHA-256 fingerprint\n  {Fingerprint(key)}";

    /// <summary>Who signed a checkpoint, as it says itself.</summary>
    public static string SignersOf(ReadOnlyMemory<byte>? note)
    {
        try
        {
            return note is { } bytes
                ? "It says that it is signed by " + string.Join(", ", SignedNote.Parse(bytes.Span).Signatures.Take(3).Select(signature => $"'{signature.Name}', key id {signature.KeyId:x8}"))
                : "It has no checkpoint";
        }
        catch (LedgerFormatException)
        {
            return "Its checkpoint cannot be read";
        }
    }

    public static VerificationReport Missing(string says) => VerificationReport.CouldNotCheck(
        $"without --key there is nothing to trust, so nothing was checked. {says}.\nA key that comes with what it should prove proves nothing: get the key from the log's owner another way, compare the two, and verify again with --key.");
}
