using System.Security.Cryptography;
using System.Text;

namespace Auditor.Hosting.Bus;

/// <summary>Ids of failures: the same body from the same queue always has the same, so that a redelivery is not a second failure.</summary>
public static class FailureId
{
    /// <summary>The first 128 bits of SHA-256 over queue and body, as a UUIDv8 (RFC 9562, section 5.8).</summary>
    public static Guid Of(string queue, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(queue));
        hash.AppendData([0]);
        hash.AppendData(body);
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
