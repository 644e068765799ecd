using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.AuditWriter.Completeness;

/// <summary>
/// Ids of the entries about gaps and silence: the same finding always has the same id, whoever finds it and however often.
/// UUIDv8 (RFC 9562, section 5.8): the first 128 bits of SHA-256 over the finding, its session and two numbers.
/// </summary>
internal static class CompletenessEntryId
{
    public static Guid OfGap(Guid session, long from, long to) => Of("gap", session, from, to);

    public static Guid OfFill(Guid gap, long stillMissing) => Of("fill", gap, stillMissing, 0);

    /// <param name="session">The session.</param>
    /// <param name="lastPosition">Position of the last entry before the silence.</param>
    public static Guid OfSilence(Guid session, long lastPosition) => Of("silent", session, lastPosition, 0);

    public static Guid OfReturn(Guid silence) => Of("resume", silence, 0, 0);

    private static Guid Of(string finding, Guid about, long first, long second)
    {
        Span<byte> numbers = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(numbers, first);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], second);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData([.. Encoding.ASCII.GetBytes(finding), 0, .. about.ToByteArray(bigEndian: true), .. numbers], digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
