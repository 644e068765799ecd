using System.Security.Cryptography;

namespace Auditor.Notifier.Destinations.Webhooks;

/// <summary>
/// A symmetric signing secret as the Standard Webhooks specification writes it: <c>whsec_</c> and 24 to 64 random bytes in base64.
/// </summary>
internal static class WebhookSecret
{
    public const int FewestBytes = 24;
    public const int MostBytes = 64;

    private const string Prefix = "whsec_";
    private const int NewBytes = 32;

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NewBytes));

    /// <summary>The key; null when it is not written as a secret is.</summary>
    public static byte[]? Read(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> text = secret.AsSpan(Prefix.Length);
        Span<byte> key = stackalloc byte[MostBytes];
        // White space is let through by the base64 of .NET, and by no other library.
        return !text.ContainsAny(" \t\r\n") && Convert.TryFromBase64Chars(text, key, out int length) && length >= FewestBytes ? key[..length].ToArray() : null;
    }
}
