using Auditor.Notifier.Destinations.Webhooks;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Tests.Webhooks;

public sealed class WebhookSettingsTests
{
    [Theory]
    [InlineData("https://receiver.example/auditor")]
    [InlineData("https://receiver.example")]
    [InlineData("https://receiver.example:8443/a?token=1@2")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://bücher.example/")]
    public async Task A_url_like_this_is_taken(string url)
    {
        await using var host = new WebhookHost();

        Assert.Equal("", host.Problems(url));
    }

    [Theory]
    [InlineData("", "like https://")]
    [InlineData("receiver.example", "like https://")]
    [InlineData("ftp://receiver.example/", "like https://")]
    [InlineData("file:///etc/passwd", "like https://")]
    [InlineData("https:receiver.example", "like https://")]
    [InlineData(" https://receiver.example/", "like https://")]
    [InlineData("https://receiver.example/\r\nX-Evil: 1", "like https://")]
    [InlineData("https://receiver.example\\@127.0.0.1/", "like https://")]
    [InlineData("http://receiver.example/", "AllowHttp")]
    [InlineData("https://user:password@receiver.example/", "user and password")]
    [InlineData("https://@receiver.example/", "user and password")]
    [InlineData("https://receiver.example/#part", "fragment")]
    [InlineData("https://receiver.example/#", "fragment")]
    [InlineData("https://receiver.example:22/", "Port 22")]
    [InlineData("https://receiver.example:25/", "Port 25")]
    [InlineData("https://receiver.example:6667/", "Port 6667")]
    [InlineData("https://127.0.0.1/", "AllowedNetworks")]
    [InlineData("https://127.1/", "AllowedNetworks")]
    [InlineData("https://0x7f.1/", "AllowedNetworks")]
    [InlineData("https://0177.0.0.1/", "AllowedNetworks")]
    [InlineData("https://2130706433/", "AllowedNetworks")]
    [InlineData("https://0x7f000001/", "AllowedNetworks")]
    [InlineData("https://[::1]/", "AllowedNetworks")]
    [InlineData("https://[::ffff:127.0.0.1]/", "AllowedNetworks")]
    [InlineData("https://[::ffff:7f00:1]/", "AllowedNetworks")]
    [InlineData("https://[64:ff9b::7f00:1]/", "AllowedNetworks")]
    [InlineData("https://[fe80::1%25eth0]/", "AllowedNetworks")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "AllowedNetworks")]
    [InlineData("https://192.168.0.1:8443/", "AllowedNetworks")]
    public async Task A_url_like_this_is_refused_with_what_to_do(string url, string saying)
    {
        await using var host = new WebhookHost();

        string problems = host.Problems(url);

        Assert.Contains("destination.webhook.url: ", problems, StringComparison.Ordinal);
        Assert.Contains(saying, problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_administrator_allows_is_taken()
    {
        await using var host = new WebhookHost(
            ("Webhooks:AllowHttp", "true"), ("Webhooks:AllowedNetworks:0", "10.0.0.7/8"), ("Webhooks:AllowedPorts:0", "81"));

        Assert.Equal("", host.Problems("http://10.1.2.3:81/"));
        Assert.NotEqual("", host.Problems("http://192.168.1.1:81/"));
    }

    [Fact]
    public async Task A_url_has_an_end()
    {
        await using var host = new WebhookHost();

        Assert.Contains("2048", host.Problems("https://receiver.example/" + new string('a', 2_048)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_is_one_that_there_is()
    {
        await using var host = new WebhookHost();

        Assert.Equal("", host.Problems("https://receiver.example/", BodyFormats.Ocsf));
        Assert.Equal("destination.webhook.format: One of ENTRY, OCSF is expected.", host.Problems("https://receiver.example/", "XML"));
    }

    [Fact]
    public async Task A_secret_that_is_made_is_good_and_no_two_are_the_same()
    {
        await using var host = new WebhookHost();
        string first = host.Kind.NewSecret()!;
        string second = host.Kind.NewSecret()!;

        Assert.Equal("", host.Problems("https://receiver.example/", secret: first));
        Assert.Equal(32, WebhookSecret.Read(first)!.Length);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task A_secret_has_24_to_64_bytes(int bytes, bool taken)
    {
        await using var host = new WebhookHost();

        string problems = host.Problems("https://receiver.example/", secret: "whsec_" + Convert.ToBase64String(new byte[bytes]));

        Assert.Equal(taken, problems.Length == 0);
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAA")]
    [InlineData("whsec_not base64 at all, but long enough!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    public async Task A_secret_is_written_as_the_specification_says(string secret)
    {
        await using var host = new WebhookHost();

        string problems = host.Problems("https://receiver.example/", secret: secret);

        Assert.StartsWith("secret: 'whsec_'", problems, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Webhooks:AllowedNetworks:0", "10.0.0.0/33")]
    [InlineData("Webhooks:AllowedNetworks:0", "everything")]
    [InlineData("Webhooks:AllowedPorts:0", "0")]
    [InlineData("Webhooks:TimeoutSeconds", "0")]
    [InlineData("Webhooks:Proxy", "http://user:secret@proxy:3128")]
    [InlineData("Webhooks:Proxy", "proxy")]
    public async Task Settings_that_cannot_be_used_are_named(string key, string value)
    {
        await using var host = new WebhookHost((key, value));

        var problem = Assert.Throws<OptionsValidationException>(() => host.Kind);

        Assert.Contains("Auditor:Notifier:" + key.Replace(":0", ""), problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }
}
