using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auditor.Hosting;

namespace Auditor.Notifier.Destinations;

/// <summary>
/// Authorities that receivers' certificates may come from, beside those that the system trusts: those in the PEM file of
/// <see cref="FileKey"/>. A certificate's names and dates are checked as ever.
/// </summary>
internal sealed class TrustedCertificates
{
    /// <summary>Configuration key of a PEM file with root certificates; shared by every kind of destination.</summary>
    public const string FileKey = "Auditor:Notifier:TrustedCertificatesFile";

    /// <summary>TLS server authentication (RFC 5280, 4.2.1.12).</summary>
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly X509Certificate2Collection _roots;

    private TrustedCertificates(X509Certificate2Collection roots) => _roots = roots;

    /// <summary>Only those that the system trusts.</summary>
    public static TrustedCertificates OfTheSystem { get; } = new([]);

    /// <exception cref="UnusableConfigurationException">The file cannot be read, or holds no certificate.</exception>
    public static TrustedCertificates Load(IConfiguration configuration)
    {
        if (configuration[FileKey] is not { Length: > 0 } file)
        {
            return OfTheSystem;
        }

        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(Path.GetFullPath(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new UnusableConfigurationException($"{FileKey} is '{file}', which cannot be used: {problem.Message}");
        }

        return roots.Count > 0
            ? new TrustedCertificates(roots)
            : throw new UnusableConfigurationException($"{FileKey} is '{file}', which must hold root certificates in PEM ('-----BEGIN CERTIFICATE-----') and holds none.");
    }

    /// <summary>For whoever takes a callback and needs no words.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => WhyNot(certificate, chain, errors) is null;

    /// <summary>Why a receiver's certificate is not accepted, for a person; null when it is.</summary>
    public string? WhyNot(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the receiver showed no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "the receiver's certificate is for another name";
        }

        return IsFromOurs(certificate, chain) ? null : "the receiver's certificate is not trusted: " + FaultsOf(chain);
    }

    private bool IsFromOurs(X509Certificate certificate, X509Chain? shown)
    {
        if (_roots.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        if (shown is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return chain.Build(certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }

    private static string FaultsOf(X509Chain? chain) =>
        chain is { ChainStatus.Length: > 0 }
            ? string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal))
            : "no authority that is trusted has issued it";
}
