using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Ledger;

/// <summary>
/// What the log attests of an entry (docs/decisions/0010). The attested bytes are the canonical JSON (RFC 8785) of the entry
/// in wire form with everything that is there except its <c>position</c>, which the log gives.
/// The leaf is the attested bytes where an entry bundle can hold them (65,535 bytes), else their digest:
/// <code>{"attestedSha256":"64 hexadecimal digits","attestedSize":bytes,"entryId":"..."}</code>
/// likewise canonical JSON. An entry that begins like that is refused, so that neither passes for the other; real ones
/// begin with <c>acceptedAt</c>.
/// </summary>
public sealed class EntryLeaf
{
    private EntryLeaf(byte[] attested, byte[] bytes)
    {
        Attested = attested;
        Bytes = bytes;
        Hash = MerkleTree.LeafHash(bytes);
    }

    /// <summary>The attested bytes, whatever their size.</summary>
    public ReadOnlyMemory<byte> Attested { get; }

    /// <summary>The bytes that are hashed and put into an entry bundle.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>True when <see cref="Bytes"/> is a digest, so that <see cref="Attested"/> must be kept elsewhere.</summary>
    public bool IsDigest => Attested.Length > EntryBundle.LargestEntry;

    /// <summary>The leaf's hash in the tree.</summary>
    public TreeHash Hash { get; }

    /// <summary>
    /// The leaf of an entry as it is stored, exported or served. What counts is the text: fields that this version does not
    /// know are attested too.
    /// </summary>
    /// <param name="json">The entry in wire form, UTF-8; white space, order of members and <c>position</c> do not matter.</param>
    /// <exception cref="LedgerFormatException">No JSON object, not I-JSON (<see cref="CanonicalJson"/>), a digest, or large and without <c>entryId</c>.</exception>
    public static EntryLeaf OfJson(ReadOnlySpan<byte> json)
    {
        byte[] attested = AttestedBytes(json).ToArray();
        return new EntryLeaf(attested, attested.Length <= EntryBundle.LargestEntry ? attested : Digest(attested));
    }

    /// <summary>The leaf of an entry that was made here; an entry that was read from a store goes by its text, <see cref="OfJson"/>.</summary>
    /// <exception cref="LedgerFormatException">A JSON text in it is not I-JSON.</exception>
    public static EntryLeaf Of(AuditEntry entry) => OfJson(WireFormat.Serialize(entry));

    /// <summary>The attested bytes of an entry that was made here, which is what a store keeps of it.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static byte[] AttestedOf(AuditEntry entry) => AttestedBytes(WireFormat.Serialize(entry)).ToArray();

    /// <summary>
    /// The hash of the leaf whose attested bytes these are. They are not made canonical again: other bytes have another hash, and that
    /// is what a verifier wants to see.
    /// </summary>
    /// <exception cref="LedgerFormatException">Large and without <c>entryId</c>.</exception>
    public static TreeHash HashOfAttested(ReadOnlySpan<byte> attested) =>
        MerkleTree.LeafHash(attested.Length <= EntryBundle.LargestEntry ? attested : Digest(attested));

    /// <summary>The leaf that these attested bytes have: themselves, or their digest.</summary>
    /// <inheritdoc cref="HashOfAttested" path="/exception"/>
    public static ReadOnlyMemory<byte> LeafOfAttested(ReadOnlyMemory<byte> attested) =>
        attested.Length <= EntryBundle.LargestEntry ? attested : Digest(attested.Span);

    /// <summary>Only the hash of the leaf, for those who go through a whole log: keeps nothing.</summary>
    /// <inheritdoc cref="OfJson" path="/param|/exception"/>
    public static TreeHash HashOfJson(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> attested = AttestedBytes(json);
        return MerkleTree.LeafHash(attested.Length <= EntryBundle.LargestEntry ? attested : Digest(attested));
    }

    /// <summary>The hash of the leaf of bytes that claim to be attested ones as they are. For verifiers.</summary>
    /// <exception cref="LedgerFormatException">They are not canonical, or what <see cref="OfJson"/> refuses.</exception>
    internal static TreeHash HashOfCanonical(ReadOnlySpan<byte> attested)
    {
        ReadOnlySpan<byte> canonical = AttestedBytes(attested);
        return canonical.SequenceEqual(attested)
            ? HashOfAttested(attested)
            : throw new LedgerFormatException("The entry is not in canonical form (RFC 8785) without its position.");
    }

    /// <summary>The id that an entry, or the digest of one, gives itself; null when it gives none.</summary>
    internal static Guid? EntryIdOf(ReadOnlySpan<byte> canonical)
    {
        try
        {
            return IdOf(canonical);
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    /// <summary>Reads the entry back, with its position.</summary>
    /// <param name="position">Index of the leaf in the log, from 0.</param>
    /// <exception cref="WireException">A newer log has given a known field another shape.</exception>
    public AuditEntry Read(long position) => WireFormat.Deserialize<AuditEntry>(Attested.Span) with { Position = position };

    /// <summary>Takes a leaf out of an entry bundle.</summary>
    /// <param name="leaf">Its bytes.</param>
    /// <param name="attested">Finds the attested bytes of a digest by the entry's id; null when they cannot be had.</param>
    /// <exception cref="LedgerFormatException">Not a leaf of this log, or the attested bytes are missing or others.</exception>
    public static EntryLeaf Read(ReadOnlySpan<byte> leaf, Func<Guid, ReadOnlyMemory<byte>?> attested)
    {
        ArgumentNullException.ThrowIfNull(attested);
        EntryLeaf read;
        if (IsDigestLeaf(leaf))
        {
            Guid id = IdOf(leaf);
            read = OfJson((attested(id) ?? throw new LedgerFormatException($"The log has only the digest of entry {id}, and its bytes were not found.")).Span);
        }
        else
        {
            read = OfJson(leaf);
        }

        return read.Bytes.Span.SequenceEqual(leaf)
            ? read
            : throw new LedgerFormatException("The leaf is not what this entry has as its leaf.");
    }

    /// <summary>Valid until the thread's next use of canonical JSON.</summary>
    private static ReadOnlySpan<byte> AttestedBytes(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> attested = CanonicalJsonWorkspace.OfThisThread().Run(json, omitted: "position"u8);
        return attested[0] == (byte)'{' && !IsDigestLeaf(attested)
            ? attested
            : throw new LedgerFormatException("An entry is a JSON object, and not the digest of one.");
    }

    /// <summary>Whether a leaf is the digest of a large entry, and of which, so that its attested bytes can be asked for.</summary>
    /// <exception cref="LedgerFormatException">It begins like one and names no entry.</exception>
    public static bool IsDigestOf(ReadOnlySpan<byte> leaf, out Guid entryId)
    {
        bool isDigest = IsDigestLeaf(leaf);
        entryId = isDigest ? IdOf(leaf) : Guid.Empty;
        return isDigest;
    }

    private static bool IsDigestLeaf(ReadOnlySpan<byte> leaf) => leaf.StartsWith("{\"attestedSha256\":"u8);

    private static byte[] Digest(ReadOnlySpan<byte> attested)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(attested));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"attestedSha256\":\"{hash}\",\"attestedSize\":{attested.Length},\"entryId\":\"{IdOf(attested)}\"}}"));
    }

    /// <summary>The id that the entry itself has in its JSON.</summary>
    /// <exception cref="LedgerFormatException">No JSON, or no <c>entryId</c> that is a UUID.</exception>
    public static Guid IdOf(ReadOnlySpan<byte> canonical)
    {
        var reader = new Utf8JsonReader(canonical, new JsonReaderOptions { MaxDepth = CanonicalJson.DeepestNesting });
        try
        {
            while (reader.Read())
            {
                if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("entryId"u8)
                    && reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out Guid id))
                {
                    return id;
                }
            }
        }
        catch (JsonException problem)
        {
            throw new LedgerFormatException("The leaf is not JSON.", problem);
        }

        throw new LedgerFormatException("The entry has no 'entryId' that is a UUID.");
    }
}
