using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>
/// Which certificates a mail server may show. SmtpClient asks a callback of the whole process; this one answers by what the sending at
/// hand trusts, and for everybody else as if it were not there.
/// </summary>
internal static class SmtpCertificates
{
    private static readonly AsyncLocal<Judge?> AtHand = new();

    static SmtpCertificates()
    {
#pragma warning disable SYSLIB0014, MA0039 // Obsolete for HTTP; SmtpClient has no other way. What is accepted beyond the usual comes from the configured authorities alone.
        ServicePointManager.ServerCertificateValidationCallback = Accepts;
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 | SecurityProtocolType.Tls13;
#pragma warning restore SYSLIB0014, MA0039
    }

    /// <summary>From here on, in this flow of control.</summary>
    public static Judge Use(TrustedCertificates trusted) => AtHand.Value = new Judge(trusted);

    private static bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        AtHand.Value is { } judge ? judge.Accepts(certificate, chain, errors) : errors == SslPolicyErrors.None;

    /// <summary>Judges the certificates of one sending, and remembers why one was refused.</summary>
    internal sealed class Judge(TrustedCertificates trusted)
    {
        public string? WhyNot { get; private set; }

        public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
            (WhyNot = trusted.Refusal(certificate, chain, errors)) is null;
    }
}
