using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auditor.Hosting;

namespace Auditor.Notifier.Destinations;

/// <summary>
/// Which servers' certificates are accepted: those that the machine trusts, and those issued by the authorities in a file that an
/// administrator gives. A name that does not fit is never accepted.
/// </summary>
internal sealed class TrustedCertificates
{
    /// <summary>PEM file with the certificates of further authorities.</summary>
    public const string Key = "Auditor:Notifier:TrustedCertificatesFile";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _authorities;

    private TrustedCertificates(X509Certificate2Collection authorities) => _authorities = authorities;

    /// <summary>Those that the machine trusts, and no other.</summary>
    public static TrustedCertificates OfTheMachine { get; } = new([]);

    /// <exception cref="UnusableConfigurationException">The file cannot be read, or holds no certificate.</exception>
    public static TrustedCertificates Load(IConfiguration configuration)
    {
        var authorities = new X509Certificate2Collection();
        if (configuration[Key] is { Length: > 0 } file)
        {
            try
            {
                authorities.ImportFromPemFile(Path.GetFullPath(file));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new UnusableConfigurationException($"{Key} is '{file}', which cannot be read: {problem.Message}");
            }

            if (authorities.Count == 0)
            {
                throw new UnusableConfigurationException($"{Key} is '{file}', which holds no certificate; expected is a PEM file (-----BEGIN CERTIFICATE-----).");
            }
        }

        return new TrustedCertificates(authorities);
    }

    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => Refusal(certificate, chain, errors) is null;

    /// <summary>Why a certificate is not accepted, in words that follow "is refused: "; null when it is.</summary>
    public string? Refusal(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (certificate is not X509Certificate2 server)
        {
            return "there is none";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "it is not made out to that name";
        }

        if (_authorities.Count == 0)
        {
            return Words(chain?.ChainStatus ?? []);
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        // Private authorities rarely publish what they have revoked; .NET does not ask the public ones either unless told to.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // No fetching of what certificates name: that would be requests to wherever a stranger's certificate says.
        own.ChainPolicy.DisableCertificateDownloads = true;
        if (chain is not null)
        {
            // What the server sent along to lead to its authority.
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        }

        return own.Build(server) ? null : Words(own.ChainStatus);
    }

    private static string Words(X509ChainStatus[] status) =>
        status.Any(each => each.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            ? "it, or that of who issued it, has expired or is not valid yet"
            : $"this server does not trust who issued it (an authority of your own goes into the file {Key})";
}
