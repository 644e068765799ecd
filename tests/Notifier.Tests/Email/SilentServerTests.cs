using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Email;
using Auditor.Notifier.Tests.Formats;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auditor.Notifier.Tests.Email;

/// <summary>Mail servers that say nothing more, or never stop.</summary>
public sealed class SilentServerTests
{
    /// <summary>So that what does not end is a failure.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    [Theory]
    [InlineData("")]
    [InlineData("EHLO")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_server_that_falls_silent_does_not_keep_a_delivery_from_being_ended(string at)
    {
        using var server = new SilentMailServer(at);
        await using IDestination destination = Open(server);
        using var ending = new CancellationTokenSource();
        Task<DeliveryReport> delivery = destination.DeliverAsync(SampleEntries.Many(1), ending.Token);
        await server.Reached.WaitAsync(Bound);

        await ending.CancelAsync();

        // TimeoutException is what comes when it is not ended.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery.WaitAsync(Bound));
    }

    [Fact]
    public async Task Mails_that_were_taken_before_a_delivery_was_ended_are_acknowledged()
    {
        using var server = new SilentMailServer(".", mails: 1);
        await using IDestination destination = Open(server, digestMinutes: 60);
        using var ending = new CancellationTokenSource();
        Task<DeliveryReport> delivery = destination.DeliverAsync(SampleEntries.Many(EmailDestination.MostInOne + 1), ending.Token);
        await server.Reached.WaitAsync(Bound);

        await ending.CancelAsync();

        Assert.Equal(EmailDestination.MostInOne, (await delivery.WaitAsync(Bound)).Acknowledged);
    }

    private static IDestination Open(SilentMailServer server, int digestMinutes = 0)
    {
        var settings = new EmailSettings { Host = "127.0.0.1", Port = server.Port, StartTls = false, From = "a@example.com", To = ["b@example.com"], DigestMinutes = digestMinutes };
        return new EmailKind(TrustedCertificates.Load(new ConfigurationBuilder().Build()), NullLogger<EmailDestination>.Instance)
            .Open(new Subscription { Destination = new Destination { Kind = DestinationKinds.Email, Email = settings } }, []);
    }
}
