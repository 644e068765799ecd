using System.Security.Cryptography;

namespace Auditor.Hosting.Access;

/// <summary>The text of an API key, <c>auditor_&lt;key id&gt;_&lt;secret&gt;</c>. Its beginning lets secret scanners know it for what it is.</summary>
/// <param name="KeyId">16 lower-case hexadecimal digits.</param>
/// <param name="Secret">See <see cref="Secrets.Length"/>.</param>
public readonly record struct ApiKeyText(string KeyId, string Secret)
{
    private const string Prefix = "auditor_";
    private const int IdLength = 16;

    public static ApiKeyText New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2)), Secrets.New());

    /// <summary>Null when it is not the text of a key.</summary>
    public static ApiKeyText? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool fits = text.Length == Prefix.Length + IdLength + 1 + Secrets.Length
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[Prefix.Length + IdLength] == '_';
        if (!fits)
        {
            return null;
        }

        string id = text.Substring(Prefix.Length, IdLength);
        return id.All(char.IsAsciiHexDigitLower) ? new ApiKeyText(id, text[^Secrets.Length..]) : null;
    }

    public override string ToString() => $"{Prefix}{KeyId}_{Secret}";
}
