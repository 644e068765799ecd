using System.Net.Http.Headers;
using Auditor.Ledger;

namespace Auditor.Standalone.Verifying;

/// <summary>The HTTP client of a verification.</summary>
internal static class VerifyingClient
{
    /// <summary>Environment variable with the API key. On a command line every process of the machine could read it.</summary>
    public const string KeyVariable = "AUDITOR_API_KEY";

    /// <param name="address">The log's prefix.</param>
    /// <param name="apiKeyFile">File with the API key; null for <see cref="KeyVariable"/>, which may be absent too.</param>
    /// <exception cref="SourceUnreadableException">The file cannot be read, or holds no key.</exception>
    public static HttpClient Create(Uri address, string? apiKeyFile)
    {
        string? apiKey = apiKeyFile is null
            ? Environment.GetEnvironmentVariable(KeyVariable)
            : System.Text.Encoding.UTF8.GetString(BoundedFile.Read(apiKeyFile, BoundedFile.SmallFile));
        AuthenticationHeaderValue? authorization = null;
        if (!string.IsNullOrWhiteSpace(apiKey) && !AuthenticationHeaderValue.TryParse("Bearer " + apiKey.Trim(), out authorization))
        {
            throw new SourceUnreadableException($"{apiKeyFile ?? KeyVariable} holds no API key.");
        }

        // A redirect could take the API key, and the check, to somebody else.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.None };
        var client = new HttpClient(handler) { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }
}
