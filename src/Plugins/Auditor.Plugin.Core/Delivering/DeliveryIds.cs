using System.Security.Cryptography;
using System.Text;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>Ids that come out the same for the same thing, so that a second report of it is not a second fact.</summary>
internal static class DeliveryIds
{
    /// <summary>Of the report about an entry.</summary>
    public static Guid OfReport(Guid entryId) => Of("delivery", entryId.ToByteArray());

    /// <summary>Of a body that could not be read from a queue.</summary>
    public static Guid OfFailure(string queue, byte[] body) => Of(queue, body);

    // The first 128 bits of SHA-256 over name and content, as a UUIDv8 (RFC 9562, section 5.8).
    private static Guid Of(string name, byte[] content)
    {
        using var hash = SHA256.Create();
        byte[] prefix = Encoding.UTF8.GetBytes(name);
        hash.TransformBlock(prefix, 0, prefix.Length, null, 0);
        hash.TransformBlock([0], 0, 1, null, 0);
        hash.TransformFinalBlock(content, 0, content.Length);
        byte[] digest = hash.Hash!;
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(
            (digest[0] << 24) | (digest[1] << 16) | (digest[2] << 8) | digest[3],
            (short)((digest[4] << 8) | digest[5]),
            (short)((digest[6] << 8) | digest[7]),
            digest[8], digest[9], digest[10], digest[11], digest[12], digest[13], digest[14], digest[15]);
    }
}
