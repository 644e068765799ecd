using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Syslog;
using Auditor.Notifier.Formats;
using Auditor.Notifier.Tests.Formats;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Tests.Syslog;

/// <summary>Delivers to Debian's rsyslog and reads what it has understood.</summary>
public sealed class RsyslogTests : IDisposable
{
    private readonly string _folder = Receiver.NewFolder();
    private readonly PrivateAuthority _authority;

    public RsyslogTests() => _authority = new PrivateAuthority(_folder);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rsyslog_understands_every_field(bool tls)
    {
        using Rsyslog rsyslog = await StartedAsync(tls);
        await using IDestination destination = Open(rsyslog.Settings);
        Notification notification = SampleEntries.Of(SampleEntries.Playback(), 42, asked: true);

        DeliveryReport report = await destination.DeliverAsync([notification], CancellationToken.None);

        Assert.Equal(new DeliveryReport(1), report);
        JsonElement message = (await rsyslog.MessagesAsync(1))[0];
        Assert.Equal("110", message.GetProperty("pri").GetString());
        Assert.Equal("2026-11-21T07:12:33.456789Z", message.GetProperty("timestamp").GetString());
        Assert.Equal("auditor", message.GetProperty("app").GetString());
        Assert.Equal(Environment.MachineName, message.GetProperty("host").GetString());
        Assert.Equal("PLAYBACK.ENTER", message.GetProperty("messageId").GetString());
        Assert.Equal("HARBOUR\\mkoch opened playback of Gate 4, Quay 1, Yard at PC-12, because: Stolen bicycle - case 4711", Words(message));
        var expected = new Dictionary<string, string>
        {
            ["position"] = "42",
            ["entryId"] = "00000000-0000-7000-8000-000000000001",
            ["resource"] = "PLAYBACK",
            ["action"] = "ENTER",
            ["result"] = "SUCCEEDED",
            ["occurredAt"] = "2026-11-21T07:12:33.456789Z",
            ["acceptedAt"] = "2026-11-21T07:12:33.576789Z",
            ["appendedAt"] = "2026-11-21T07:12:33.606789Z",
            ["subscriptionId"] = "0190cccc-0000-7000-8000-000000000003",
            ["tenant"] = "default",
            ["actorType"] = "USER",
            ["actorName"] = "HARBOUR\\mkoch",
            ["actorId"] = "S-1-5-21-1-2-3-1104",
            ["actorDisplayName"] = "Martina Koch",
            ["workstation"] = "PC-12",
            ["cameraCount"] = "3",
            ["cameras"] = "Gate 4, Quay 1, Yard",
            ["cameraIds"] = "c1,c2,c3",
            ["reason"] = "Stolen bicycle - case 4711",
            ["correlationId"] = "0190bbbb-0000-7000-8000-000000000002",
            ["recordingFrom"] = "2026-11-21T05:12:33.456789Z",
            ["recordingTo"] = "2026-11-21T06:12:33.456789Z",
            ["rules"] = "Harbour cameras",
            ["ruleIds"] = "0190aaaa-0000-7000-8000-000000000001",
            ["askedBy"] = "Harbour cameras",
            ["targetLevel"] = "TENANT",
            ["targetName"] = "Harbour",
            ["targetPath"] = "default/Harbour",
        };
        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), Data(message).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_arrive_as_they_are_and_forge_nothing()
    {
        using Rsyslog rsyslog = await StartedAsync(tls: false);
        await using IDestination destination = Open(rsyslog.Settings);
        string[] names = SampleEntries.HostileNames;

        await destination.DeliverAsync([.. names.Select((name, i) => SampleEntries.Of(SampleEntries.Named(name, i), i))], CancellationToken.None);

        IReadOnlyList<JsonElement> messages = await rsyslog.MessagesAsync(names.Length);
        Assert.Equal(names.Length, messages.Count);
        for (int i = 0; i < names.Length; i++)
        {
            string name = CleanText.OneLine(names[i]);
            Dictionary<string, string> data = Data(messages[i]);
            Assert.Equal(name, data["actorName"]);
            Assert.Equal(name, data["actorId"]);
            Assert.Equal(name, data["workstation"]);
            Assert.Equal(name, data["reason"]);
            Assert.Equal(name, data["rules"]);
            Assert.Equal(name + ", Quay 1", data["cameras"]);
            Assert.Equal(EntryInWords.Sentence(SampleEntries.Named(names[i], i)), Words(messages[i]));
            // rsyslog writes control characters as #nnn; there was none.
            Assert.DoesNotMatch("#0[0-3][0-7]", messages[i].GetProperty("words").GetString()!);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_receiver_that_comes_back_has_everything_in_order(bool tls, bool killed)
    {
        using Rsyslog rsyslog = await StartedAsync(tls);
        await using IDestination destination = Open(rsyslog.Settings);
        IReadOnlyList<Notification> all = SampleEntries.Many(600);
        await DeliverAllAsync(destination, all.Take(200));

        await (killed ? rsyslog.KillAsync() : rsyslog.StopAsync());
        DeliveryReport away = await destination.DeliverAsync([all[200]], CancellationToken.None);
        DeliveryReport stillAway = await destination.DeliverAsync([all[200]], CancellationToken.None);
        await rsyslog.StartAsync();
        await DeliverAllAsync(destination, all.Skip(200));

        Assert.Equal(0, away.Acknowledged);
        Assert.Contains("receiver", stillAway.Failure!.Reason, StringComparison.Ordinal);
        await Receiver.UntilAsync(() => Positions(rsyslog).Contains(599), () => "the last");
        long[] positions = Positions(rsyslog);
        Assert.Equal(Enumerable.Range(0, 600).Select(i => (long)i), positions.Distinct());
        AssertInOrderOnEachConnection(positions);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        using Rsyslog rsyslog = await StartedAsync(tls: true);
        await using IDestination destination = Open(rsyslog.Settings, TrustedCertificates.OfTheMachine);

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.Equal(0, report.Acknowledged);
        Assert.StartsWith("TLS: the receiver's certificate is refused: this server does not trust", report.Failure!.Reason, StringComparison.Ordinal);
        Assert.Empty(rsyslog.Messages());
    }

    [Theory]
    [InlineData("other.example", false, "TLS: the receiver's certificate is refused: it is not made out to that name")]
    [InlineData("localhost", true, "TLS: the receiver's certificate is refused: this server does not trust")]
    public async Task A_certificate_with_another_name_or_past_its_days_is_refused(string name, bool expired, string reason)
    {
        using var rsyslog = new Rsyslog(_authority, expired, name);
        await rsyslog.StartAsync();
        await using IDestination destination = Open(rsyslog.Settings);

        DeliveryReport report = await destination.DeliverAsync(SampleEntries.Many(1), CancellationToken.None);

        Assert.StartsWith(reason, report.Failure?.Reason, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Words(JsonElement message) => message.GetProperty("words").GetString()!.TrimStart('\uFEFF');

    private static Dictionary<string, string> Data(JsonElement message) =>
        message.GetProperty("rfc5424-sd").GetProperty("auditor@32473").EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString()!);

    private static long[] Positions(Rsyslog rsyslog) => [.. rsyslog.Messages().Select(message => long.Parse(Data(message)["position"], System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>As the engine does it: in order, again and again, until they are acknowledged.</summary>
    private static async Task DeliverAllAsync(IDestination destination, IEnumerable<Notification> notifications)
    {
        foreach (Notification[] batch in notifications.Chunk(destination.MostAtOnce))
        {
            for (int done = 0; done < batch.Length;)
            {
                done += (await destination.DeliverAsync(batch[done..], CancellationToken.None)).Acknowledged;
            }
        }
    }

    /// <summary>A step back is a new connection; there is one for each time the receiver went away.</summary>
    private static void AssertInOrderOnEachConnection(long[] positions) =>
        Assert.True(positions.Zip(positions.Skip(1)).Count(pair => pair.Second != pair.First + 1) <= 1, string.Join(' ', positions));

    private async Task<Rsyslog> StartedAsync(bool tls)
    {
        var rsyslog = new Rsyslog(tls ? _authority : null);
        await rsyslog.StartAsync();
        return rsyslog;
    }

    private IDestination Open(SyslogSettings settings, TrustedCertificates? trusted = null)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [TrustedCertificates.Key] = _authority.RootFile })
            .Build();
        var kind = new SyslogKind(trusted ?? TrustedCertificates.Load(configuration), Options.Create(new SyslogOptions()), TimeProvider.System);
        var destination = new Destination { Kind = DestinationKinds.Syslog, Syslog = settings };
        Assert.Empty(kind.Check(destination, null));
        return kind.Open(new Subscription { Destination = destination }, []);
    }
}
