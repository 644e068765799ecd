using System.Globalization;
using System.Net.Mail;
using Auditor.Hosting.Api;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>Mail over SMTP (docs/siem.md, docs/decisions/0034).</summary>
internal sealed class EmailKind(TrustedCertificates trusted, ILogger<EmailDestination> log) : IDestinationKind
{
    private const int MostRecipients = 50;
    private const int LongestAddress = 320;
    private const int LongestUserName = 320;
    private const int LongestDigestMinutes = 1_440;

    public string Kind => DestinationKinds.Email;

    public string? SecretName => "password";

    public IEnumerable<FieldProblem> Check(Destination destination, string? secret)
    {
        EmailSettings settings = destination.Email!;
        return [.. ServerProblems(settings, secret), .. LetterProblems(settings)];
    }

    public IDestination Open(Subscription subscription, IReadOnlyList<string> secrets) =>
        new EmailDestination(subscription, secrets.Count > 0 ? secrets[0] : null, trusted, log);

    /// <summary>The address, or null when it is none: one, with or without a display name, that does not break out of its line.</summary>
    public static MailAddress? AddressOf(string text) =>
        text.Length <= LongestAddress && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out MailAddress? address) && DomainOf(address) is not null ? address : null;

    /// <summary>The domain as it stands in headers, in ASCII; null when it is none.</summary>
    public static string? DomainOf(MailAddress address)
    {
        try
        {
            return new IdnMapping().GetAscii(address.Host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<FieldProblem> ServerProblems(EmailSettings settings, string? secret)
    {
        if (HostNames.Problem(settings.Host) is { } problem)
        {
            yield return new FieldProblem("destination.email.host", problem);
        }

        if (settings.Port is < 1 or > 65_535)
        {
            yield return new FieldProblem("destination.email.port", "must be from 1 to 65535.");
        }
        else if (settings.Port == 465)
        {
            yield return new FieldProblem("destination.email.port", "must not be 465, which is TLS from the first byte on; use 587 with STARTTLS.");
        }

        if (settings.UserName is null)
        {
            if (secret is not null)
            {
                yield return new FieldProblem("secret", "must not be there without destination.email.userName.");
            }

            yield break;
        }

        if (settings.UserName.Length is 0 or > LongestUserName || settings.UserName.Any(char.IsControl))
        {
            yield return new FieldProblem("destination.email.userName", "must have 1 to 320 characters on one line, or be left out.");
        }

        if (!settings.StartTls)
        {
            yield return new FieldProblem("destination.email.startTls", "must be true with a user name: a password is not sent in plain text.");
        }

        if (string.IsNullOrEmpty(secret))
        {
            yield return new FieldProblem("secret", "must be the password of destination.email.userName.");
        }
    }

    private static IEnumerable<FieldProblem> LetterProblems(EmailSettings settings)
    {
        if (AddressOf(settings.From) is null)
        {
            yield return new FieldProblem("destination.email.from", "must be a mail address, like 'Auditor <auditor@example.com>'.");
        }

        if (settings.To.Count is 0 or > MostRecipients)
        {
            yield return new FieldProblem("destination.email.to", "must name 1 to 50 mail addresses.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < Math.Min(settings.To.Count, MostRecipients); i++)
        {
            if (AddressOf(settings.To[i]) is not { } address)
            {
                yield return new FieldProblem($"destination.email.to[{i}]", "must be a mail address.");
            }
            else if (!seen.Add(address.Address))
            {
                yield return new FieldProblem($"destination.email.to[{i}]", "must be named once.");
            }
        }

        if (settings.DigestMinutes is < 0 or > LongestDigestMinutes)
        {
            yield return new FieldProblem("destination.email.digestMinutes", "must be from 0 (at once) to 1440.");
        }

        if (NamedTimeZone.Find(settings.TimeZone) is null)
        {
            yield return new FieldProblem("destination.email.timeZone", "must be an IANA time zone, like 'Europe/Copenhagen'.");
        }
    }
}
