using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Auditor.Storage;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>
/// Sends entries as mails. A mail is acknowledged when the server has taken it for every recipient; those for whom it was taken are not
/// sent it again while this process lives, and later they know it by its Message-ID (docs/decisions/0034).
/// </summary>
internal sealed partial class EmailDestination : IDestination
{
    /// <summary>Entries of one mail, at most.</summary>
    public const int MostInOne = 200;

    private const int MostMailsAtOnce = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EmailSettings _settings;
    private readonly string? _password;
    private readonly TrustedCertificates _trusted;
    private readonly ILogger _log;
    private readonly LetterWriter _writer;
    private readonly MailAddress[] _recipients;
    private Partly? _partly;

    public EmailDestination(Subscription subscription, string? password, TrustedCertificates trusted, ILogger<EmailDestination> log)
    {
        _settings = subscription.Destination.Email!;
        _password = password;
        _trusted = trusted;
        _log = log;
        _writer = new LetterWriter(subscription);
        _recipients = [.. _settings.To.Select(to => EmailKind.AddressOf(to)!)];
    }

    /// <summary>At once: what waits, in one mail. A digest: several mails, when one would be too long.</summary>
    public int MostAtOnce => _settings.DigestMinutes > 0 ? MostInOne * MostMailsAtOnce : MostInOne;

    public TimeSpan CollectsFor => TimeSpan.FromMinutes(_settings.DigestMinutes);

    public async Task<DeliveryReport> DeliverAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellation)
    {
        if (_settings.UserName is not null && _password is null)
        {
            return DeliveryReport.Failed(0, "The password of the mail server's user is not set.");
        }

        Notification[][] mails = InMails(notifications);
        int acknowledged = 0;
        for (int i = 0; i < mails.Length; i++)
        {
            string? failure;
            try
            {
                failure = await SendAsync(mails[i], _writer.Write(mails[i], i + 1, mails.Length), cancellation);
            }
            catch (OperationCanceledException) when (acknowledged > 0)
            {
                // The mails before are taken, and need not come twice.
                failure = "The delivery was ended before its end.";
            }

            if (failure is not null)
            {
                return DeliveryReport.Failed(acknowledged, failure);
            }

            acknowledged += mails[i].Length;
        }

        return DeliveryReport.All(notifications);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A mail that only some have got keeps its entries until all have it, also when more wait by now.</summary>
    private Notification[][] InMails(IReadOnlyList<Notification> notifications)
    {
        int first = _partly is { } partly && partly.FirstEntry == notifications[0].Entry.EntryId ? Math.Min(partly.Count, notifications.Count) : 0;
        IEnumerable<Notification[]> rest = notifications.Skip(first).Chunk(MostInOne);
        return first > 0 ? [[.. notifications.Take(first)], .. rest] : [.. rest];
    }

    /// <returns>Why it did not reach everybody; null when it did.</returns>
    private async Task<string?> SendAsync(Notification[] notifications, Letter letter, CancellationToken cancellation)
    {
        Partly told = _partly is { } partly && partly.FirstEntry == notifications[0].Entry.EntryId && partly.Count == notifications.Length
            ? partly
            : new Partly(notifications[0].Entry.EntryId, notifications.Length, []);
        MailAddress[] waiting = [.. _recipients.Where(recipient => !told.Told.Contains(recipient.Address))];
        SmtpCertificates.Judge judge = SmtpCertificates.Use(_trusted);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await MailSending.SendAsync(Client(), Envelope(letter, waiting), Patience, patience.Token);
            _partly = null;
            return null;
        }
        catch (SmtpFailedRecipientException problem)
        {
            return NotToAll(problem, waiting, told);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The mail server did not take the mail in {Patience.TotalSeconds:0} seconds.");
        }
        catch (SmtpException problem)
        {
            cancellation.ThrowIfCancellationRequested();
            return judge.WhyNot is { } whyNot ? $"The mail server's certificate is refused: {whyNot}." : SmtpWords.Of(problem);
        }
    }

    private SmtpClient Client() => new(_settings.Host, _settings.Port)
    {
        EnableSsl = _settings.StartTls,
        UseDefaultCredentials = false,
        Credentials = _settings.UserName is { } user ? new NetworkCredential(user, _password) : null,
    };

    private string NotToAll(SmtpFailedRecipientException problem, MailAddress[] waiting, Partly told)
    {
        SmtpFailedRecipientException[] refused = problem is SmtpFailedRecipientsException { InnerExceptions.Length: > 0 } several ? several.InnerExceptions : [problem];
        HashSet<string> names = refused.Select(one => one.FailedRecipient?.Trim('<', '>', ' ') ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count < waiting.Length)
        {
            told.Told.UnionWith(waiting.Select(recipient => recipient.Address).Where(address => !names.Contains(address)));
            _partly = told;
            Log.NotToAll(_log, names.Count, _recipients.Length);
        }

        string[] which = [.. _recipients.Select((recipient, i) => (recipient, i)).Where(one => names.Contains(one.recipient.Address)).Select(one => (one.i + 1).ToString(CultureInfo.InvariantCulture))];
        return string.Create(CultureInfo.InvariantCulture, $"Refused for {names.Count} of {_recipients.Length} recipients (number {string.Join(", ", which)}). {SmtpWords.Of(refused[0])}");
    }

    private MailMessage Envelope(Letter letter, IEnumerable<MailAddress> recipients)
    {
        var message = new MailMessage
        {
            From = EmailKind.AddressOf(_settings.From)!,
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        foreach (MailAddress recipient in recipients)
        {
            message.To.Add(recipient);
        }

        message.Headers.Add("Message-ID", $"<{letter.MessageId}>");
        // RFC 3834: answering machines leave it alone; the second says the same to Exchange.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        AlternateView html = AlternateView.CreateAlternateViewFromString(letter.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);
        return message;
    }

    /// <summary>A mail that some have got and some have not.</summary>
    private sealed record Partly(Guid FirstEntry, int Count, HashSet<string> Told);

    private static partial class Log
    {
        [LoggerMessage(5300, LogLevel.Warning, "A mail was refused for {Refused} of {Recipients} recipients; it is sent again to those only")]
        public static partial void NotToAll(ILogger logger, int refused, int recipients);
    }
}
