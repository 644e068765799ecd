using System.Globalization;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Auditor.Notifier.Formats;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>Why a mail did not go out, as the server or the system says it, on one line and without addresses: it may end up in the log.</summary>
internal static partial class SmtpWords
{
    private const int Longest = 300;

    public static string Of(Exception problem) => problem switch
    {
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } smtp => Cleaned(string.Create(CultureInfo.InvariantCulture, $"The mail server answered {(int)smtp.StatusCode}: {smtp.Message}")),
        SmtpException { InnerException: AuthenticationException tls } => "TLS: " + Cleaned(tls.Message),
        SmtpException { InnerException: { } inner } => "The mail server cannot be reached: " + Cleaned((inner.InnerException ?? inner).Message),
        _ => Cleaned(problem.Message),
    };

    public static string Cleaned(string words) => CleanText.Shortened(Address().Replace(CleanText.OneLine(words), "(address)"), Longest);

    [GeneratedRegex(@"<?[^\s<>@""]+@[^\s<>@""]+>?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Address();
}
