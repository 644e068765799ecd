using System.Net.Http.Headers;
using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Prompting;
using Auditor.XProtectSimulator;

namespace Auditor.EndToEnd.Tests;

/// <summary>Simulated Smart Client, the plugin's shipped DLLs, RabbitMQ, the services, Event Server's plugin, XProtect's log and events; and a network that breaks.</summary>
public sealed class PluginWholeWayTests
{
    private const string Rule =
        """
        {"name":"Everybody says why","whom":{"everyone":true},"playback":{"prompt":true,"trigger":true},"export":{"prompt":true,"trigger":true},
         "predefinedReasons":[{"text":"Theft","activities":["playback","export"]}]}
        """;

    private static readonly DateTimeOffset Recorded = new(2026, 3, 20, 7, 3, 49, TimeSpan.Zero);

    [Fact]
    public async Task A_session_reaches_xprotect_whole_and_in_order_though_the_network_breaks_in_the_middle()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await SaveRuleAsync(way);
        using var network = new CuttableNetwork(way.Broker.Uri.Host, way.Broker.Uri.Port);
        string folder = Directory.CreateTempSubdirectory("auditor-plugin-").FullName;
        var site = new SimulatedSite("Harbour");
        site.AddCamera("Camera 1");
        site.AddCamera("Camera 2");
        var user = new SimulatedUser { Name = @"HARBOUR\anna", Sid = "S-1-5-21-1-2-3-1001" };
        var people = new ObligingOperator();
        var audited = new AuditedClient(new ClientEquipment { Link = () => PluginSite.Link(way, network.Port, "client"), Prompt = people, Folder = Path.Combine(folder, "client") });
        SimulatedEventServer eventServer = EventServer(way, site, folder);
        await eventServer.StartAsync();
        var client = new SimulatedSmartClient(site, user, audited.Plugins);
        await client.LogInAsync();
        await Wait.UntilAsync("the policy is known", () => Task.FromResult(audited.Session is { Policies.Known: true }), () => State(client, audited));

        // With everything up.
        await client.ShowCamerasAsync("Camera 1");
        await client.EnterPlaybackAsync();
        await UntilAsync("the first answer", () => people.Answered == 1);
        await client.PlayAsync(Recorded);

        // The network is cut, and Event Server goes down as well: work goes on, questions come at once, nothing is lost.
        network.Cut();
        await eventServer.StopAsync();
        await client.StopAsync(Recorded.AddSeconds(121));
        await client.LeavePlaybackAsync();
        await client.ShowCamerasAsync("Camera 2");
        await client.EnterPlaybackAsync();
        await UntilAsync("the question that is asked without a network", () => people.Answered == 2);
        SimulatedExport export = await client.StartExportAsync(new ExportOrder
        {
            Recordings = [new ExportedStretch("Camera 2", Recorded, Recorded.AddMinutes(5))],
            Destination = @"E:\evidence",
            Database = true,
        });
        await UntilAsync("the question about the export", () => people.Answered == 3);
        await export.CompleteAsync();
        await client.LeavePlaybackAsync();
        Assert.True(audited.Session!.Spool.Status.Waiting > 0);
        await UntilAsync("the client knows that it is cut off", () => !audited.Session.Link.Status.Connected);

        // All is well again.
        network.Mend();
        eventServer = EventServer(way, site, folder);
        await eventServer.StartAsync();
        await UntilAsync("everything is sent", () => audited.Session.Spool.Status.Waiting == 0);
        await client.LogOutAsync();

        string[] expected =
        [
            @"User 'HARBOUR\anna' enter playback because: Theft - case 1",
            @"User 'HARBOUR\anna' playback action 'PlayForward (from: 2026-03-20 07:03:49)' at recording time 2026-03-20 07:03:49 | Cameras: Camera 1",
            @"User 'HARBOUR\anna' playback action 'PlayStop (range: 2026-03-20 07:03:49 - 2026-03-20 07:05:50)' at recording time 2026-03-20 07:05:50 | Cameras: Camera 1",
            @"User 'HARBOUR\anna' enter playback because: Theft - case 2",
            @"User 'HARBOUR\anna' enter export because: Theft - case 3",
        ];
        await Wait.UntilAsync("the lines in XProtect's log", () => Task.FromResult(site.Log.Lines.Count >= expected.Length), () => Lines(site));
        Assert.Equal(expected.Order(StringComparer.Ordinal), site.Log.Lines.Select(line => line.Text).Order(StringComparer.Ordinal));
        // One for each entry, and one for each playback action of a rule that matches.
        await Wait.UntilAsync("the events", () => Task.FromResult(site.Events.Events.Count >= 5));
        Assert.Equal(
            [XProtectEvents.ExportEntry, XProtectEvents.PlaybackAction, XProtectEvents.PlaybackAction, XProtectEvents.PlaybackEntry, XProtectEvents.PlaybackEntry],
            site.Events.Events.Select(received => received.Event.EventHeader.Message).Order(StringComparer.Ordinal));
        Assert.All(site.Events.Events, received => Assert.Equal(DateTimeKind.Utc, received.Event.EventHeader.Timestamp.Kind));

        // And the log holds every activity of the session: numbers without a hole, each once.
        await Wait.UntilAsync("the client's end in the log", async () => (await SessionAsync(way)).Any(entry => entry.AuditableAction == AuditableActions.Stop), () => way.Writer.Output);
        IReadOnlyList<AuditEntry> entries = await SessionAsync(way);
        Guid session = Activity(entries[0]).ClientSessionId;
        long[] numbers = [.. entries.Select(Activity).Where(activity => activity.ClientSessionId == session).Select(activity => activity.SequenceNumber).Order()];
        Assert.Equal(Enumerable.Range(1, numbers.Length).Select(number => (long)number), numbers);
        Assert.Equal(3, entries.Count(entry => Activity(entry).Kind == ActivityKinds.ReasonGiven));
        Assert.Empty(client.Problems);
        await eventServer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<AuditEntry>> SessionAsync(WholeWay way) =>
        [.. (await AuditLogReader.AllAsync(way.Writer.Http)).Where(entry => entry.Actor is { Type: ActorTypes.User, Name: @"HARBOUR\anna" })];

    private static ActivityObserved Activity(AuditEntry entry) => Wire.WireFormat.Deserialize<ActivityObserved>(entry.AdditionalMetadata.Text!);

    private static async Task SaveRuleAsync(WholeWay way)
    {
        using var body = new StringContent(Rule, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage saved = await way.Rules.Http.PostAsync("/api/rules", body);
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
    }

    private static SimulatedEventServer EventServer(WholeWay way, SimulatedSite site, string folder) =>
        new(site, AuditedEventServer.Create(new EventServerEquipment { Link = () => PluginSite.Link(way, way.Broker.Uri.Port, "event-server"), Folder = Path.Combine(folder, "event-server") }));

    private static Task UntilAsync(string what, Func<bool> condition) => Wait.UntilAsync(what, () => Task.FromResult(condition()));

    private static string State(SimulatedSmartClient client, AuditedClient audited) =>
        $"{audited.Session?.Link.Status}\n{string.Join('\n', client.MipLog)}\n{string.Join('\n', client.Problems)}";

    private static string Lines(SimulatedSite site) => string.Join('\n', site.Log.Lines.Select(line => line.Text));

    /// <summary>Picks the reason that is offered, and numbers the cases.</summary>
    private sealed class ObligingOperator : IPromptView
    {
        private int _answered;

        public int Answered => Volatile.Read(ref _answered);

        public Task<PromptReply> AskAsync(PromptQuestion question, CancellationToken withdrawn) =>
            Task.FromResult(new PromptReply(new Reason { Picked = question.Prompt.PredefinedReasons[0], Notes = $"case {Interlocked.Increment(ref _answered)}" }));
    }
}
