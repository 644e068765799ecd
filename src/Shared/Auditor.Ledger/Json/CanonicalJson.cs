using System.Buffers;

namespace Auditor.Ledger;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for one JSON value.
/// <para>
/// Bytes: UTF-8, no byte order mark, no white space; members by the UTF-16 code units of their names (3.2.3); in strings
/// only <c>"</c>, <c>\</c> and what is below U+0020 escaped, with the short escapes where JSON has one and else
/// <c>\u00xx</c> in lower case (3.2.2.2); numbers as ECMAScript writes the nearest double (3.2.2.3).
/// </para>
/// <para>
/// Refused is what I-JSON (RFC 7493) forbids: a name twice in one object (compared after unescaping), a lone surrogate, a
/// number beyond the range of a double; and what is no JSON: invalid UTF-8, comments, trailing commas, a second value.
/// An integer beyond 2^53 is taken as the nearest double, as the RFC says; whoever needs all its digits sends a string.
/// </para>
/// </summary>
public static class CanonicalJson
{
    /// <summary>Deepest nesting of objects and arrays that is read.</summary>
    public const int DeepestNesting = 128;

    /// <summary>Returns the canonical bytes of one JSON value in UTF-8.</summary>
    /// <exception cref="LedgerFormatException">No JSON, or not I-JSON.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8) => CanonicalJsonWorkspace.OfThisThread().Run(utf8, omitted: []).ToArray();

    /// <summary>Writes the canonical bytes of one JSON value in UTF-8; nothing is written when it is refused.</summary>
    /// <exception cref="LedgerFormatException">No JSON, or not I-JSON.</exception>
    public static void Canonicalize(ReadOnlySpan<byte> utf8, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(CanonicalJsonWorkspace.OfThisThread().Run(utf8, omitted: []));
    }
}
