using Auditor.Hosting;
using Auditor.Notifier.Destinations;

namespace Auditor.Notifier.Tests.Webhooks;

public sealed class WebhookTlsTests : IDisposable
{
    private readonly PrivateAuthority _authority = new();

    [Fact]
    public async Task A_receiver_with_a_private_authority_is_refused_until_the_authority_is_trusted()
    {
        await using Receiver receiver = await Receiver.StartAsync(certificate: _authority.Issue("127.0.0.1"));

        DeliveryReport stranger = await DeliverAsync(receiver);
        DeliveryReport trusted = await DeliverAsync(receiver, ("TrustedCertificatesFile", _authority.RootFile));

        Assert.Equal(
            $"The TLS certificate of 127.0.0.1:{receiver.Port} is refused: this server does not trust who issued it (an authority of your own goes into the file Auditor:Notifier:TrustedCertificatesFile).",
            stranger.Failure!.Reason);
        Assert.Equal(new DeliveryReport(1), trusted);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Another_authority_than_the_trusted_one_is_refused()
    {
        using var other = new PrivateAuthority();
        await using Receiver receiver = await Receiver.StartAsync(certificate: other.Issue("127.0.0.1"));

        DeliveryReport report = await DeliverAsync(receiver, ("TrustedCertificatesFile", _authority.RootFile));

        Assert.Contains("does not trust", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_certificate_with_another_name_is_refused_also_from_a_trusted_authority()
    {
        await using Receiver receiver = await Receiver.StartAsync(certificate: _authority.Issue("receiver.example"));

        DeliveryReport report = await DeliverAsync(receiver, ("TrustedCertificatesFile", _authority.RootFile));

        Assert.Contains("not made out to that name", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_also_from_a_trusted_authority()
    {
        await using Receiver receiver = await Receiver.StartAsync(certificate: _authority.Issue("127.0.0.1", DateTimeOffset.UtcNow.AddHours(-1)));

        DeliveryReport report = await DeliverAsync(receiver, ("TrustedCertificatesFile", _authority.RootFile));

        Assert.Contains("has expired", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public void A_file_that_is_not_one_ends_the_start()
    {
        string empty = Path.GetTempFileName();

        var missing = Assert.Throws<UnusableConfigurationException>(() => new WebhookHost(("TrustedCertificatesFile", "/no/such/file.pem")));
        var nothing = Assert.Throws<UnusableConfigurationException>(() => new WebhookHost(("TrustedCertificatesFile", empty)));

        Assert.StartsWith("Auditor:Notifier:TrustedCertificatesFile is '/no/such/file.pem'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("holds no certificate", nothing.Message, StringComparison.Ordinal);
        File.Delete(empty);
    }

    public void Dispose() => _authority.Dispose();

    private static async Task<DeliveryReport> DeliverAsync(Receiver receiver, params (string, string)[] settings)
    {
        await using var host = new WebhookHost([.. WebhookHost.Loopback, .. settings]);
        await using IDestination destination = host.Open($"https://127.0.0.1:{receiver.Port}/");
        return await destination.DeliverAsync(Sample.Notifications(1), CancellationToken.None);
    }
}
