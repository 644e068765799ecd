using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Auditor.Ledger;

/// <summary>
/// The public key that checks a log's signatures: ECDSA on P-256 with SHA-256, signature type 0x02 of C2SP signed-note.
/// <code>
/// SPKI      = DER SubjectPublicKeyInfo, 91 bytes
/// key id    = first 4 bytes of SHA-256(SPKI), big-endian; for this type without name and type byte
/// text form = name + "+" + key id as 8 hexadecimal digits + "+" + base64(0x02 || SPKI)
/// signature = DER SEQUENCE { INTEGER r, INTEGER s } over SHA-256(text)
/// </code>
/// Safe for several threads.
/// </summary>
public sealed class NoteVerifierKey
{
    /// <summary>The signature type identifier byte.</summary>
    internal const byte SignatureType = 0x02;

    /// <summary>OID of the curve, secp256r1.</summary>
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly byte[] _spki;

    private NoteVerifierKey(string name, byte[] spki)
    {
        Name = KeyName.Checked(name);
        _spki = spki;
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(spki));
    }

    /// <summary>Name of the key; for a log's own key the origin of its checkpoints.</summary>
    public string Name { get; }

    /// <summary>Tells keys of one name apart. Not a fingerprint: anyone can make a key with a given id.</summary>
    public uint KeyId { get; }

    /// <summary>The DER SubjectPublicKeyInfo, as <c>openssl pkey -pubin -inform DER</c> reads it.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => _spki;

    /// <summary>Makes a key from a name and a DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="LedgerFormatException">No name of a key, or no key on P-256.</exception>
    public static NoteVerifierKey FromSubjectPublicKeyInfo(string name, ReadOnlySpan<byte> spki)
    {
        byte[] bytes = spki.ToArray();
        using ECDsa key = Import(bytes);
        return new NoteVerifierKey(name, bytes);
    }

    /// <summary>Reads the text form of a verifier key.</summary>
    /// <exception cref="LedgerFormatException">Not three parts, another type of signature, or an id that is not the key's.</exception>
    public static NoteVerifierKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('+', 3);
        if (parts.Length != 3)
        {
            throw new LedgerFormatException("A verifier key has the form <name>+<key id>+<base64>.");
        }

        NoteVerifierKey key = FromSubjectPublicKeyInfo(parts[0], KeyMaterial(parts[2]));
        return parts[1].Equals(KeyName.Hex(key.KeyId), StringComparison.Ordinal)
            ? key
            : throw new LedgerFormatException(string.Create(CultureInfo.InvariantCulture, $"The key id is '{parts[1]}'; this key's is '{KeyName.Hex(key.KeyId)}'."));
    }

    /// <summary>Whether this key made the signature over these bytes.</summary>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        // It was checked when this object was made.
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_spki, out _);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The text form, which is what a verifier is given.</summary>
    public override string ToString() => $"{Name}+{KeyName.Hex(KeyId)}+{Convert.ToBase64String([SignatureType, .. _spki])}";

    /// <summary>The key's bytes behind the type of signature.</summary>
    internal static byte[] KeyMaterial(string base64)
    {
        byte[] bytes = StrictBase64.Decode(base64);
        return bytes.Length > 1 && bytes[0] == SignatureType
            ? bytes[1..]
            : throw new LedgerFormatException("The key is not of signature type 0x02 (ECDSA), the only one that is known here.");
    }

    internal static void CheckCurve(ECDsa key)
    {
        if (!P256.Equals(key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, StringComparison.Ordinal))
        {
            throw new LedgerFormatException("The key is not on the curve P-256.");
        }
    }

    private static ECDsa Import(byte[] spki)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out int read);
            CheckCurve(key);

            // The id is a hash of these bytes, so that there must be only one way to write the key.
            return read == spki.Length && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(spki)
                ? key
                : throw new LedgerFormatException("The key is not in canonical DER (named curve, uncompressed point).");
        }
        catch (CryptographicException problem)
        {
            key.Dispose();
            throw new LedgerFormatException("The key is no ECDSA public key in SubjectPublicKeyInfo form.", problem);
        }
        catch (LedgerFormatException)
        {
            key.Dispose();
            throw;
        }
    }
}
