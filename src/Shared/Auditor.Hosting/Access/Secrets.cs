using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.Hosting.Access;

/// <summary>Secrets that we make, and what is kept of them.</summary>
public static class Secrets
{
    /// <summary>Characters of a secret: 256 random bits in base64url (RFC 4648 section 5) without padding.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in lower-case hexadecimal. A secret of 256 random bits needs no slower hash: nobody guesses it.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes the same time wherever they differ.</summary>
    public static bool Same(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(other));
}
