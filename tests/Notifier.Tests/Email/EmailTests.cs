using Auditor.Contracts;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Email;
using Auditor.Notifier.Tests.Formats;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auditor.Notifier.Tests.Email;

/// <summary>Delivers to Debian's aiosmtpd and reads what came with Python's email package.</summary>
public sealed class EmailTests : IDisposable
{
    private static readonly (string User, string Password) Account = ("auditor", "correct horse");

    private readonly string _folder = Receiver.NewFolder();
    private readonly PrivateAuthority _authority;

    public EmailTests() => _authority = new PrivateAuthority(_folder);

    [Fact]
    public async Task One_entry_is_a_mail_that_says_what_happened()
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server));
        Notification notification = SampleEntries.Of(SampleEntries.Playback(), 42, asked: true);

        DeliveryReport report = await destination.DeliverAsync([notification], CancellationToken.None);

        Assert.Equal(new DeliveryReport(1), report);
        MailServer.Mail mail = Assert.Single(server.Mails());
        Assert.Empty(mail.Defects);
        Assert.Equal("multipart/alternative", mail.Type);
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.Type));
        Assert.Equal("Playback of 3 cameras by HARBOUR\\mkoch", mail.Header("Subject"));
        Assert.Equal("auditor@example.com", mail.From);
        Assert.Equal("Auditor <auditor@example.com>", mail.Header("From"));
        Assert.Equal(["security@example.com"], mail.To);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("<00000000000070008000000000000001.1.0190cccc000070008000000000000003@example.com>", mail.Header("Message-ID"));
        Assert.Equal(
            """
            Playback of 3 cameras by HARBOUR\mkoch

            21 Nov 2026 08:12:33 CET  HARBOUR\mkoch opened playback
                Display name: Martina Koch
                Machine: PC-12
                Cameras: Gate 4, Quay 1, Yard
                Recordings: 21 Nov 2026 06:12:33 - 07:12:33 CET
                Reason: Stolen bicycle - case 4711
                Rules: Harbour cameras
                Position 42, entry 00000000-0000-7000-8000-000000000001

            -- 
            You get this mail because your address is in Auditor's subscription "Security desk". The audit rule "Harbour cameras" asked for it.
            Times are those of Europe/Copenhagen (CET), by the clock of the machine where it happened.
            The audit log has the whole of each entry, by its position or id.

            """,
            mail.Text.ReplaceLineEndings("\n"));
        foreach (string told in (string[])["08:12:33", "CET", "21 Nov 2026", "HARBOUR\\mkoch", "Gate 4", "Stolen bicycle - case 4711", "Position 42", "00000000-0000-7000-8000-000000000001", "Security desk", "Harbour cameras"])
        {
            Assert.Contains(told, mail.Html, StringComparison.Ordinal);
        }

        // Nothing that a mail program would fetch.
        Assert.DoesNotMatch("(?i)(src|href)\\s*=|url\\(|@import", mail.Html);
        // RFC 5322, 2.1.1.
        Assert.InRange(mail.Longest, 1, 998);
    }

    [Fact]
    public async Task A_digest_tells_every_entry_in_as_many_mails_as_it_needs()
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server) with { DigestMinutes = 60 });
        IReadOnlyList<Notification> many = SampleEntries.Many(450);
        Assert.True(destination.MostAtOnce >= many.Count);
        Assert.Equal(TimeSpan.FromHours(1), destination.CollectsFor);

        Assert.Equal(new DeliveryReport(450), await destination.DeliverAsync(many, CancellationToken.None));

        IReadOnlyList<MailServer.Mail> mails = server.Mails();
        Assert.Equal(
            ["Auditor: 200 entries, 21 Nov 08:12-08:15 CET (1 of 3)", "Auditor: 200 entries, 21 Nov 08:15-08:19 CET (2 of 3)", "Auditor: 50 entries, 21 Nov 08:19-08:20 CET (3 of 3)"],
            mails.Select(mail => mail.Header("Subject")));
        foreach (Func<MailServer.Mail, string> form in (Func<MailServer.Mail, string>[])[mail => mail.Text, mail => mail.Html])
        {
            string all = string.Concat(mails.Select(form));
            Assert.All(many, one => Assert.Contains(one.Entry.EntryId.ToString("D"), all, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Names_arrive_as_they_are_and_forge_no_header_and_no_markup()
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server));
        foreach ((string name, int i) in SampleEntries.HostileNames.Select((name, i) => (name, i)))
        {
            Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync([SampleEntries.Of(SampleEntries.Named(name, i), i)], CancellationToken.None));

            MailServer.Mail mail = server.Mails()[^1];
            Assert.Empty(mail.Defects);
            Assert.Equal(["security@example.com"], mail.To);
            Assert.Equal(
                ["Auto-Submitted", "Content-Type", "Date", "From", "Message-ID", "MIME-Version", "Subject", "To", "X-Auto-Response-Suppress"],
                mail.Headers.Select(header => header[0]).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
            string title = Auditor.Notifier.Formats.EntryInWords.Title(SampleEntries.Named(name, i));
            Assert.Equal(title, mail.Header("Subject"));
            Assert.Contains(title, mail.Text, StringComparison.Ordinal);
            string encoded = System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(Auditor.Notifier.Formats.CleanText.OneLine(name));
            Assert.Contains($"<bdi>{encoded}</bdi>", mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_name_and_a_long_reason_fit_a_mail()
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server));
        string name = string.Concat(Enumerable.Repeat("Überlänge-", 400));

        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync([SampleEntries.Of(SampleEntries.Named(name))], CancellationToken.None));

        MailServer.Mail mail = Assert.Single(server.Mails());
        Assert.Empty(mail.Defects);
        Assert.InRange(mail.Header("Subject").Length, 50, 150);
        Assert.InRange(mail.Longest, 1, 998);
    }

    [Fact]
    public async Task With_starttls_and_an_account_the_mail_is_encrypted_and_signed_in()
    {
        using MailServer server = await new MailServer(_authority, user: Account).StartAsync();
        await using IDestination destination = Open(Secured(server), Account.Password);

        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None));

        MailServer.Mail mail = Assert.Single(server.Mails());
        Assert.True(mail.Tls);
        Assert.Equal(Account.User, mail.User);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_the_server_says_it()
    {
        using MailServer server = await new MailServer(_authority, user: Account).StartAsync();
        await using IDestination destination = Open(Secured(server), "wrong");

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.Equal(0, report.Acknowledged);
        Assert.StartsWith("The mail server answered 530: ", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.Contains("not authenticated", report.Failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", report.Failure.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails());
    }

    [Fact]
    public async Task Starttls_is_not_given_up_for_a_server_that_has_none()
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server) with { StartTls = true });

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.Equal(0, report.Acknowledged);
        Assert.Contains("secure connections", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails());
    }

    [Theory]
    [InlineData("localhost", false, "TLS: the receiver's certificate is refused: this server does not trust")]
    [InlineData("other.example", true, "TLS: the receiver's certificate is refused: it is not made out to that name")]
    public async Task A_certificate_that_is_not_the_servers_is_refused(string name, bool trusted, string reason)
    {
        using MailServer server = await new MailServer(_authority, name, Account).StartAsync();
        await using IDestination destination = Open(Secured(server), Account.Password, trusted ? null : TrustedCertificates.OfTheMachine);

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.StartsWith(reason, report.Failure?.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails());
    }

    [Theory]
    [InlineData("552 5.3.4 too big for <security@example.com>", "552", "5.3.4 too big for (address)")]
    [InlineData("451 4.3.0 come back\x1b[31m later", "451", "4.3.0 come back [31m later")]
    public async Task What_the_server_says_is_told_without_addresses(string says, string code, string told)
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server));
        server.Refuse(("*", says));

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.Equal(0, report.Acknowledged);
        Assert.StartsWith($"The mail server answered {code}: ", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.EndsWith(told, report.Failure.Reason, StringComparison.Ordinal);
        Assert.False(report.Failure.Final);
    }

    [Fact]
    public async Task Who_has_got_a_mail_is_not_sent_it_again_because_of_others()
    {
        using MailServer server = await new MailServer().StartAsync();
        await using IDestination destination = Open(Plain(server) with { To = ["a@example.com", "B <b@example.com>", "c@example.com"] });
        server.Refuse(("b@example.com", "550 5.1.1 b@example.com unknown"));
        IReadOnlyList<Notification> entries = SampleEntries.Many(3);

        DeliveryReport first = await destination.DeliverAsync([.. entries.Take(2)], CancellationToken.None);
        DeliveryReport second = await destination.DeliverAsync(entries, CancellationToken.None);
        server.Refuse();
        DeliveryReport third = await destination.DeliverAsync(entries, CancellationToken.None);

        Assert.Equal(0, first.Acknowledged);
        Assert.StartsWith("Refused for 1 of 3 recipients (number 2). The mail server answered 550: ", first.Failure!.Reason, StringComparison.Ordinal);
        Assert.EndsWith("5.1.1 (address) unknown", first.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal(0, second.Acknowledged);
        Assert.Equal(new DeliveryReport(3), third);
        Assert.Equal(["a@example.com c@example.com", "b@example.com", "a@example.com b@example.com c@example.com"], server.Mails().Select(mail => string.Join(' ', mail.To.Order())));
        Assert.Equal(server.Mails()[0].Header("Message-ID"), server.Mails()[1].Header("Message-ID"));
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_failure_in_words()
    {
        await using IDestination destination = Open(new EmailSettings { Host = "localhost", Port = Receiver.FreePort(), StartTls = false, From = "a@example.com", To = ["b@example.com"] });

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.Equal(0, report.Acknowledged);
        Assert.Contains("refused", report.Failure!.Reason, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static EmailSettings Plain(MailServer server) => new()
    {
        Host = "localhost",
        Port = server.Port,
        StartTls = false,
        From = "Auditor <auditor@example.com>",
        To = ["security@example.com"],
        TimeZone = "Europe/Copenhagen",
    };

    private static EmailSettings Secured(MailServer server) => Plain(server) with { StartTls = true, UserName = Account.User };

    private IDestination Open(EmailSettings settings, string? password = null, TrustedCertificates? trusted = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [TrustedCertificates.Key] = _authority.RootFile })
            .Build();
        var kind = new EmailKind(trusted ?? TrustedCertificates.Load(configuration), NullLogger<EmailDestination>.Instance);
        var destination = new Destination { Kind = DestinationKinds.Email, Email = settings };
        Assert.Empty(kind.Check(destination, password));
        Guid id = SampleEntries.Of(SampleEntries.Playback()).SubscriptionId;
        return kind.Open(new Subscription { Id = id, Name = "Security desk", Destination = destination }, password is null ? [] : [password]);
    }
}
