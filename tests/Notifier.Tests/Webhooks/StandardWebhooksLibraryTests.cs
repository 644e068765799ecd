using System.Text.Json;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Webhooks;

namespace Auditor.Notifier.Tests.Webhooks;

/// <summary>What we send is verified by the specification's own library for Node (package <c>standardwebhooks</c>).</summary>
public sealed class StandardWebhooksLibraryTests : IDisposable
{
    /// <summary>Reads cases as JSON, one a line, and says of each what the library says.</summary>
    private const string Program = """
        const { Webhook } = require("standardwebhooks");
        require("readline").createInterface({ input: process.stdin }).on("line", line => {
          const { secret, headers, body } = JSON.parse(line);
          try {
            const payload = new Webhook(secret).verify(Buffer.from(body, "base64"), headers);
            console.log("ok " + payload.type + " " + payload.data.entry.entryId);
          } catch (problem) {
            console.log(problem.constructor.name + " " + problem.message);
          }
        });
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("auditor-node").FullName;

    [Fact]
    public async Task What_is_sent_is_verified_and_what_was_changed_is_refused()
    {
        string secret = WebhookSecret.New();
        string before = WebhookSecret.New();
        Notification notification = Sample.Notification();
        ReceivedRequest current = await SendAsync(notification, secret);
        ReceivedRequest rotating = await SendAsync(notification, secret, before);

        string id = notification.Entry.EntryId.ToString();
        byte[] tampered = [.. current.Body];
        tampered[^3] ^= 1;
        Assert.Equal(
            [
                $"ok playback.act {id}",
                $"ok playback.act {id}",
                $"ok playback.act {id}",
                "WebhookVerificationError No matching signature found",
                "WebhookVerificationError No matching signature found",
                "WebhookVerificationError No matching signature found",
                "WebhookVerificationError No matching signature found",
                "WebhookVerificationError Message timestamp too old",
                "WebhookVerificationError Missing required headers",
            ],
            await VerifyAsync(
                (secret, current.Headers, current.Body),
                (secret, rotating.Headers, rotating.Body),
                (before, rotating.Headers, rotating.Body),
                (before, current.Headers, current.Body),
                (secret, current.Headers, tampered),
                (secret, With(current, "webhook-id", "another"), current.Body),
                (secret, With(current, "webhook-timestamp", (long.Parse(current.Headers["webhook-timestamp"]) - 1).ToString()), current.Body),
                (secret, With(current, "webhook-timestamp", (long.Parse(current.Headers["webhook-timestamp"]) - 3_600).ToString()), current.Body),
                (secret, With(current, "webhook-signature", ""), current.Body)));
    }

    [Fact]
    public async Task The_longest_and_the_shortest_secret_are_understood()
    {
        string shortest = "whsec_" + Convert.ToBase64String(new byte[WebhookSecret.FewestBytes]);
        string longest = "whsec_" + Convert.ToBase64String([.. Enumerable.Repeat((byte)0xff, WebhookSecret.MostBytes)]);
        Notification notification = Sample.Notification();
        ReceivedRequest one = await SendAsync(notification, shortest);
        ReceivedRequest other = await SendAsync(notification, longest);

        Assert.All(await VerifyAsync((shortest, one.Headers, one.Body), (longest, other.Headers, other.Body)), said => Assert.StartsWith("ok ", said, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<ReceivedRequest> SendAsync(Notification notification, params string[] secrets)
    {
        await using var host = new WebhookHost(WebhookHost.Loopback);
        await using Receiver receiver = await Receiver.StartAsync();
        await using IDestination destination = host.Open(receiver.Url, secrets);
        Assert.Equal(new DeliveryReport(1), await destination.DeliverAsync([notification], CancellationToken.None));
        return Assert.Single(receiver.Requests);
    }

    private static Dictionary<string, string> With(ReceivedRequest request, string header, string value) => new(request.Headers) { [header] = value };

    private async Task<List<string>> VerifyAsync(params (string Secret, IReadOnlyDictionary<string, string> Headers, byte[] Body)[] cases)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "verify.js"), Program);
        await using StrangersProgram node = StrangersProgram.Start(_folder, ["node", "verify.js"]);
        var said = new List<string>();
        foreach ((string secret, IReadOnlyDictionary<string, string> headers, byte[] body) in cases)
        {
            node.WriteLine(JsonSerializer.Serialize(new { secret, headers, body = Convert.ToBase64String(body) }));
            said.Add(node.NextLine());
        }

        return said;
    }
}
