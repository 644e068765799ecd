using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Auditor.Notifier.Tests;

/// <summary>A certificate authority of a test's own, as many sites have; nobody trusts it who is not told to.</summary>
internal sealed class PrivateAuthority : IDisposable
{
    private readonly X509Certificate2 _root;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    /// <param name="folder">Where its files go; null for a folder of its own.</param>
    public PrivateAuthority(string? folder = null)
    {
        _folder = folder ?? Directory.CreateTempSubdirectory("auditor-ca").FullName;
        _ownsFolder = folder is null;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Private authority " + Guid.NewGuid().ToString("n"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(RootFile, _root.ExportCertificatePem());
    }

    /// <summary>Its certificate as PEM.</summary>
    public string RootFile => Path.Combine(_folder, "root.pem");

    /// <summary>Issues a server's certificate, with its key.</summary>
    /// <param name="name">DNS name or IP address that it is made out to.</param>
    /// <param name="until">End of its validity; tomorrow when not said.</param>
    public X509Certificate2 Issue(string name, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using X509Certificate2 bare = request.Create(_root, DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>The same as files in PEM: &lt;name&gt;.crt and &lt;name&gt;.key.</summary>
    /// <param name="name">A DNS name, or an IP address.</param>
    /// <param name="expired">Whether its days are over.</param>
    public (string Certificate, string Key) IssueFiles(string name, bool expired = false)
    {
        using X509Certificate2 issued = Issue(name, expired ? DateTimeOffset.UtcNow.AddHours(-1) : null);
        string certificate = Path.Combine(_folder, name + (expired ? ".expired" : "") + ".crt");
        string keyFile = Path.ChangeExtension(certificate, ".key");
        File.WriteAllText(certificate, issued.ExportCertificatePem());
        using ECDsa key = issued.GetECDsaPrivateKey()!;
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }

    public void Dispose()
    {
        _root.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
