using System.Security.Cryptography;
using System.Text;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// Seals the bodies of one session's records: AES-256-CBC, then HMAC-SHA256 over header and ciphertext. Without a key the body stays
/// readable and a SHA-256 takes the place of the MAC: it tells damage, not forgery. Not safe for use by several threads at once.
/// </summary>
internal sealed class RecordCipher : IDisposable
{
    /// <summary>Length of a seal in bytes.</summary>
    public const int SealLength = 32;

    private const int BlockLength = 16;

    private readonly Aes? _aes;
    private readonly HashAlgorithm _seal;

    /// <param name="key">32 random bytes, or null where the system protects no secrets.</param>
    public RecordCipher(byte[]? key)
    {
        if (key is null)
        {
            _seal = SHA256.Create();
            return;
        }

        // Two keys out of one: the same key never serves two ends.
        _aes = Aes.Create();
        _aes.Mode = CipherMode.CBC;
        _aes.Padding = PaddingMode.PKCS7;
        _aes.Key = Derive(key, "auditor spool encryption");
        _seal = new HMACSHA256(Derive(key, "auditor spool authentication"));
    }

    /// <summary>What is stored for a body: initialization vector and ciphertext, or the body itself.</summary>
    public byte[] Encrypt(byte[] body)
    {
        if (_aes is null)
        {
            return body;
        }

        _aes.GenerateIV();
        using ICryptoTransform encryptor = _aes.CreateEncryptor();
        byte[] ciphertext = encryptor.TransformFinalBlock(body, 0, body.Length);
        var stored = new byte[BlockLength + ciphertext.Length];
        Buffer.BlockCopy(_aes.IV, 0, stored, 0, BlockLength);
        Buffer.BlockCopy(ciphertext, 0, stored, BlockLength, ciphertext.Length);
        return stored;
    }

    /// <summary>The body again, of what was sealed by the same key.</summary>
    /// <exception cref="CryptographicException">It was not.</exception>
    public byte[] Decrypt(byte[] stored)
    {
        if (_aes is null)
        {
            return stored;
        }

        if (stored.Length < 2 * BlockLength)
        {
            throw new CryptographicException("A record is too short.");
        }

        var vector = new byte[BlockLength];
        Buffer.BlockCopy(stored, 0, vector, 0, BlockLength);
        using ICryptoTransform decryptor = _aes.CreateDecryptor(_aes.Key, vector);
        return decryptor.TransformFinalBlock(stored, BlockLength, stored.Length - BlockLength);
    }

    /// <summary>The seal over a header and what is stored behind it.</summary>
    public byte[] Seal(byte[] header, byte[] stored)
    {
        _seal.Initialize();
        _seal.TransformBlock(header, 0, header.Length, null, 0);
        _seal.TransformFinalBlock(stored, 0, stored.Length);
        return _seal.Hash!;
    }

    public void Dispose()
    {
        _aes?.Dispose();
        _seal.Dispose();
    }

    private static byte[] Derive(byte[] key, string purpose)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(Encoding.ASCII.GetBytes(purpose));
    }
}
