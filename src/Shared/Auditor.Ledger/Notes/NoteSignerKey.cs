using System.Security.Cryptography;
using System.Text;

namespace Auditor.Ledger;

/// <summary>
/// The private key that signs a log's checkpoints. C2SP leaves the text form of private keys open; this is Go's
/// (golang.org/x/mod/sumdb/note) with our type of key:
/// <code>"PRIVATE+KEY+" + name + "+" + key id as 8 hexadecimal digits + "+" + base64(0x02 || DER PKCS #8)</code>
/// Safe for several threads.
/// </summary>
public sealed class NoteSignerKey
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] _pkcs8;

    private NoteSignerKey(byte[] pkcs8, NoteVerifierKey verifier)
    {
        _pkcs8 = pkcs8;
        Verifier = verifier;
    }

    /// <summary>The public half.</summary>
    public NoteVerifierKey Verifier { get; }

    /// <summary>Makes a new key on P-256 from the operating system's randomness.</summary>
    /// <param name="name">The origin of the checkpoints that it will sign.</param>
    /// <exception cref="LedgerFormatException">No name of a key.</exception>
    public static NoteSignerKey Generate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return From(name, key);
    }

    /// <summary>Takes a key that another tool made, such as <c>openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -outform DER</c>.</summary>
    /// <exception cref="LedgerFormatException">No name of a key, or no private key on P-256.</exception>
    public static NoteSignerKey FromPkcs8(string name, ReadOnlySpan<byte> pkcs8)
    {
        using ECDsa key = Import(pkcs8);
        NoteVerifierKey.CheckCurve(key);
        return From(name, key);
    }

    /// <summary>Reads the text form. Its errors do not repeat it.</summary>
    /// <exception cref="LedgerFormatException">Not five parts, another type of signature, or an id that is not the key's.</exception>
    public static NoteSignerKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split('+', 3) : [];
        if (parts.Length != 3)
        {
            throw new LedgerFormatException("A signer key has the form PRIVATE+KEY+<name>+<key id>+<base64>.");
        }

        byte[] material;
        try
        {
            material = NoteVerifierKey.KeyMaterial(parts[2]);
        }
        catch (LedgerFormatException)
        {
            // Nor does the cause come along, which names what it could not read.
            throw new LedgerFormatException("The signer key's last part is not the base64 of a key of type 0x02.");
        }

        NoteSignerKey key = FromPkcs8(parts[0], material);
        return parts[1].Equals(KeyName.Hex(key.Verifier.KeyId), StringComparison.Ordinal)
            ? key
            : throw new LedgerFormatException($"The key id is not this key's, which is '{KeyName.Hex(key.Verifier.KeyId)}'.");
    }

    /// <summary>Signs bytes: DER SEQUENCE { r, s } over their SHA-256.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        using ECDsa key = Import(_pkcs8);
        return key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>
    /// A secret that only holders of the private key can make, of 32 bytes, another for every purpose: HKDF (RFC 5869) with SHA-256 over
    /// the private key's PKCS #8 form, without salt, the purpose as info.
    /// </summary>
    public byte[] DeriveSecret(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _pkcs8, SHA256.HashSizeInBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>The text form with the private key in it, to be written where only the signing service reads.</summary>
    public string ExportText() =>
        $"{Prefix}{Verifier.Name}+{KeyName.Hex(Verifier.KeyId)}+{Convert.ToBase64String([NoteVerifierKey.SignatureType, .. _pkcs8])}";

    /// <summary>The name and the public half only: this is what ends up in logs.</summary>
    public override string ToString() => Verifier.ToString();

    private static NoteSignerKey From(string name, ECDsa key) =>
        new(key.ExportPkcs8PrivateKey(), NoteVerifierKey.FromSubjectPublicKeyInfo(name, key.ExportSubjectPublicKeyInfo()));

    private static ECDsa Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out int read);
            return read == pkcs8.Length ? key : throw new CryptographicException("There is something behind the key.");
        }
        catch (CryptographicException problem)
        {
            key.Dispose();
            throw new LedgerFormatException("The key is no ECDSA private key in PKCS #8 form.", problem);
        }
    }
}
