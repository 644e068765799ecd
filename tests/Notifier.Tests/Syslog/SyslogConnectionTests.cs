using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Syslog;
using Auditor.Notifier.Tests.Formats;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Tests.Syslog;

/// <summary>What goes over the wire, byte by byte, and what happens when the other side goes.</summary>
public sealed class SyslogConnectionTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SyslogConnectionTests() => _listener.Start();

    [Fact]
    public async Task Frames_carry_their_length_in_bytes()
    {
        await using IDestination destination = Open();
        Task<DeliveryReport> delivery = destination.DeliverAsync([SampleEntries.Of(SampleEntries.Named("Größe 📷")), SampleEntries.Of(SampleEntries.Playback(1), 1)], CancellationToken.None);
        using TcpClient receiver = await _listener.AcceptTcpClientAsync();

        string[] messages = [await FrameAsync(receiver.GetStream()), await FrameAsync(receiver.GetStream())];

        Assert.Equal(new DeliveryReport(2), await delivery);
        Assert.Equal(0, receiver.Available);
        Assert.StartsWith("<110>1 2026-11-21T07:12:33.456789Z ", messages[0], StringComparison.Ordinal);
        Assert.Contains("reason=\"Größe 📷\"", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("<110>1 2026-11-21T07:12:34.456789Z ", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_before_a_break_is_sent_again_also_when_nothing_follows()
    {
        await using IDestination destination = Open();
        using (TcpClient receiver = await DeliverOneAsync(destination, 0))
        {
            await FrameAsync(receiver.GetStream());
        }

        using TcpClient next = await _listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains("position=\"0\"", await FrameAsync(next.GetStream()), StringComparison.Ordinal);
        await destination.DeliverAsync([SampleEntries.Of(SampleEntries.Playback(1), 1)], CancellationToken.None);
        Assert.Contains("position=\"1\"", await FrameAsync(next.GetStream()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receiver_that_closes_every_connection_does_not_get_the_same_for_ever()
    {
        var sent = new SentFrames(TimeProvider.System);
        sent.Add([[1], [2]]);
        for (int repeats = 1; repeats <= SentFrames.MostRepeats; repeats++)
        {
            Assert.Equal([[1], [2]], sent.Frames);
            sent.SentAgain();
        }

        Assert.Empty(sent.Frames);
    }

    [Fact]
    public void What_a_receiver_has_had_time_to_read_is_not_sent_again()
    {
        var sent = new SentFrames(TimeProvider.System);
        sent.Add([[1]]);
        long now = TimeProvider.System.GetTimestamp();
        sent.ForgetSentBefore(now + (long)(SentFrames.InDoubtFor.TotalSeconds * 0.5 * TimeProvider.System.TimestampFrequency));
        Assert.Equal(1, sent.Count);

        sent.ForgetSentBefore(now + (long)(SentFrames.InDoubtFor.TotalSeconds * 1.5 * TimeProvider.System.TimestampFrequency));
        Assert.Equal(0, sent.Count);
    }

    [Fact]
    public async Task The_connection_is_kept()
    {
        await using IDestination destination = Open();
        using TcpClient receiver = await DeliverOneAsync(destination, 0);
        await FrameAsync(receiver.GetStream());

        await destination.DeliverAsync([SampleEntries.Of(SampleEntries.Playback(1), 1)], CancellationToken.None);

        Assert.Contains("position=\"1\"", await FrameAsync(receiver.GetStream()), StringComparison.Ordinal);
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task After_a_delivery_that_was_ended_midway_a_new_connection_begins_with_a_whole_message()
    {
        await using IDestination destination = Open();
        using var ending = new CancellationTokenSource();
        using TcpClient deaf = await DeliverOneAsync(destination, 0);

        // Nobody reads: the buffers fill, and the delivery stands still in the middle of something.
        async Task FillAsync()
        {
            for (int i = 1; i < 100_000; i += 100)
            {
                await destination.DeliverAsync(SampleEntries.Many(100, i), ending.Token);
            }
        }

        Task filling = FillAsync();
        await Receiver.UntilAsync(() => Stands(deaf), () => "the buffers to fill");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling);

        Task<DeliveryReport> delivery = destination.DeliverAsync([SampleEntries.Of(SampleEntries.Playback(5), 123_456)], CancellationToken.None);
        using TcpClient next = await _listener.AcceptTcpClientAsync();
        string message;
        do
        {
            message = await FrameAsync(next.GetStream());
            Assert.StartsWith("<110>1 ", message, StringComparison.Ordinal);
        }
        while (!message.Contains("position=\"123456\"", StringComparison.Ordinal));
        Assert.Equal(new DeliveryReport(1), await delivery);
    }

    [Fact]
    public async Task Tls_says_nothing_before_it_is_agreed()
    {
        await using IDestination destination = Open(tls: true);
        Task<DeliveryReport> delivery = destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);
        using (TcpClient receiver = await _listener.AcceptTcpClientAsync())
        {
            byte[] hello = new byte[4096];
            int read = await receiver.GetStream().ReadAsync(hello);

            // A TLS handshake record (RFC 8446, 5.1).
            Assert.Equal(22, hello[0]);
            Assert.DoesNotContain("HARBOUR", Encoding.UTF8.GetString(hello, 0, read), StringComparison.Ordinal);
        }

        DeliveryReport report = await delivery;
        Assert.Equal(0, report.Acknowledged);
        Assert.NotNull(report.Failure);
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_a_failure_in_words()
    {
        await using IDestination destination = Open();
        _listener.Stop();

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.Equal(0, report.Acknowledged);
        Assert.Contains("refused", report.Failure!.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>True when nothing has come any more for a while, although there is much to come.</summary>
    private static bool Stands(TcpClient deaf)
    {
        int before = deaf.Available;
        Thread.Sleep(300);
        return before > 0 && deaf.Available == before;
    }

    private static async Task<string> FrameAsync(NetworkStream stream)
    {
        // Bounded, so that a message that does not come is a failure.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var count = new StringBuilder();
        byte[] one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, patience.Token);
            if (one[0] == (byte)' ')
            {
                break;
            }

            Assert.InRange((char)one[0], '0', '9');
            count.Append((char)one[0]);
        }

        byte[] message = new byte[int.Parse(count.ToString(), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(message, patience.Token);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(message);
    }

    private async Task<TcpClient> DeliverOneAsync(IDestination destination, int position)
    {
        Task<TcpClient> accepting = _listener.AcceptTcpClientAsync();
        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync([SampleEntries.Of(SampleEntries.Playback(position), position)], CancellationToken.None));
        return await accepting;
    }

    private IDestination Open(bool tls = false)
    {
        var settings = new SyslogSettings { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Tls = tls };
        return new SyslogKind(TrustedCertificates.OfTheMachine, Options.Create(new SyslogOptions()), TimeProvider.System)
            .Open(new Subscription { Destination = new Destination { Kind = DestinationKinds.Syslog, Syslog = settings } }, []);
    }
}
