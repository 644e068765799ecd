using System.Security.Cryptography;
using System.Text;
using Auditor.Hosting;

namespace Auditor.Notifier.Secrets;

/// <summary>
/// Encrypts what destinations need to be signed in to or to sign with, so that it does not lie open in the store: AES-256-GCM, bound to
/// the subscription and the secret's name, so that a secret put into another place does not open there.
/// </summary>
internal sealed class SecretsKey
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key;

    private SecretsKey(byte[] key) => _key = key;

    /// <summary>Loads the key, or makes one.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="setting">Configuration key of the file, for what is said when it cannot be used.</param>
    /// <exception cref="UnusableConfigurationException">The file cannot be read or written, or holds no key.</exception>
    public static SecretsKey LoadOrCreate(string file, string setting)
    {
        try
        {
            if (!File.Exists(file))
            {
                // Of two who make one, the first wins.
                byte[] made = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)) + "\n");
                DurableFile.Create(file, made, ownerOnly: true);
            }

            byte[] key = new byte[KeySize];
            return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), key, out int length) && length == KeySize
                ? new SecretsKey(key)
                : throw new UnusableConfigurationException($"{setting} is '{file}', which must hold {KeySize} bytes in base64.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException($"{setting} is '{file}', which cannot be used: {problem.Message}");
        }
    }

    /// <returns>Nonce, tag and ciphertext, in base64.</returns>
    public string Seal(Guid subscriptionId, string name, string secret)
    {
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] output = new byte[NonceSize + TagSize + plain.Length];
        Span<byte> nonce = output.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, plain, output.AsSpan(NonceSize + TagSize), output.AsSpan(NonceSize, TagSize), Place(subscriptionId, name));
        return Convert.ToBase64String(output);
    }

    /// <exception cref="CryptographicException">It was sealed with another key or for another place, or was changed.</exception>
    public string Open(Guid subscriptionId, string name, string sealedSecret)
    {
        byte[] input = new byte[sealedSecret.Length];
        if (!Convert.TryFromBase64String(sealedSecret, input, out int length) || length < NonceSize + TagSize)
        {
            throw new CryptographicException("The sealed secret is cut off.");
        }

        byte[] plain = new byte[length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(input.AsSpan(0, NonceSize), input.AsSpan(NonceSize + TagSize, plain.Length), input.AsSpan(NonceSize, TagSize), plain, Place(subscriptionId, name));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Place(Guid subscriptionId, string name) => Encoding.UTF8.GetBytes($"{subscriptionId:D}/{name}");
}
