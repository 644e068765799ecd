using Auditor.Contracts;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Tests.Delivering;

public sealed class EventServerSessionTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "auditor-delivery-" + Guid.NewGuid().ToString("n"));
    private readonly RecordingOutlet _outlet = new();
    private readonly QueueLink _link = new();
    private readonly HastyTime _time = new();

    public void Dispose() => Folders.Remove(_folder);

    [Fact]
    public async Task Every_part_is_delivered_once_and_reported()
    {
        using EventServerSession session = Start();
        AuditEntry entry = Entry();

        Assert.True(await HandOverAsync(entry));

        Assert.Equal([$"log {entry.EntryId}", $"event {entry.EntryId} {XProtectEvents.PlaybackEntry} Night", $"event {entry.EntryId} {XProtectEvents.PlaybackEntry} Vault"], _outlet.Got);
        OutcomeDelivered report = Report(Assert.Single(_link.Sent));
        Assert.Equal(entry.EntryId, report.EntryId);
        Assert.Equal("User 'anna' enter playback because: Theft", report.Deliveries[0].Text);
        Assert.Equal(entry.Outcome.Events.Select(fired => (Guid?)fired.RuleId), report.Deliveries.Skip(1).Select(delivery => delivery.RuleId));
        Assert.All(report.Deliveries, delivery => Assert.Null(delivery.Error));
        Assert.Equal("es-1", report.Host);
    }

    [Fact]
    public async Task A_second_copy_of_an_announcement_has_no_second_effect()
    {
        using EventServerSession session = Start();
        AuditEntry entry = Entry();

        Assert.True(await HandOverAsync(entry));
        Assert.True(await HandOverAsync(entry));

        Assert.Equal(3, _outlet.Got.Count);
        Assert.Single(_link.Sent);
    }

    [Fact]
    public async Task Nor_has_one_after_a_restart()
    {
        AuditEntry entry = Entry();
        using (Start())
        {
            await HandOverAsync(entry);
        }

        using (Start())
        {
            Assert.True(await HandOverAsync(entry));
        }

        Assert.Equal(3, _outlet.Got.Count);
        Assert.Single(_link.Sent);
    }

    [Fact]
    public async Task An_entry_is_acknowledged_only_when_its_report_is_confirmed_and_the_report_is_the_same_each_time()
    {
        AuditEntry entry = Entry();
        _link.Away = true;
        using (Start())
        {
            Assert.False(await HandOverAsync(entry));
            Assert.False(await HandOverAsync(entry));
        }

        _time.Advance(TimeSpan.FromHours(3));
        _link.Away = false;
        using (Start())
        {
            Assert.True(await HandOverAsync(entry));
        }

        Assert.Equal(3, _outlet.Got.Count);
        // The report was made when it was delivered, not when it could be sent.
        Assert.Equal(HastyTime.Start, Report(Assert.Single(_link.Sent)).DeliveredAt);
    }

    [Fact]
    public async Task A_part_that_fails_for_a_moment_is_tried_again()
    {
        using EventServerSession session = Start();
        _outlet.Refuse = attempt => attempt <= 2 ? new InvalidOperationException("log service busy") : null;

        Assert.True(await HandOverAsync(Entry()));

        Assert.Equal(3, _outlet.Got.Count);
        Assert.All(Report(Assert.Single(_link.Sent)).Deliveries, delivery => Assert.Null(delivery.Error));
    }

    [Fact]
    public async Task A_part_that_keeps_failing_is_reported_with_its_error_and_does_not_hold_up_the_others()
    {
        using EventServerSession session = Start();
        AuditEntry entry = Entry();
        _outlet.Refuse = _ => _outlet.Got.Count == 0 && _outlet.Attempts <= 4 ? new InvalidOperationException("log service says no") : null;

        Assert.True(await HandOverAsync(entry));

        Assert.DoesNotContain(_outlet.Got, got => got.StartsWith("log", StringComparison.Ordinal));
        OutcomeDelivered report = Report(Assert.Single(_link.Sent));
        Assert.Equal("log service says no", report.Deliveries[0].Error);
        Assert.Null(report.Deliveries[1].Error);
        Assert.Equal(2, _outlet.Got.Count);
    }

    [Fact]
    public async Task While_xprotect_is_not_ready_entries_wait_and_none_counts_as_failed()
    {
        using EventServerSession session = Start();
        AuditEntry entry = Entry();
        _outlet.Refuse = _ => new XProtectNotReadyException("The log service has not started.");
        for (int i = 0; i < 20; i++)
        {
            Assert.False(await HandOverAsync(entry));
        }

        _outlet.Refuse = _ => null;

        Assert.True(await HandOverAsync(entry));
        Assert.Equal(3, _outlet.Got.Count);
        Assert.All(Report(Assert.Single(_link.Sent)).Deliveries, delivery => Assert.Null(delivery.Error));
    }

    [Fact]
    public async Task What_was_delivered_before_a_crash_in_the_middle_is_not_delivered_again()
    {
        AuditEntry entry = Entry();
        _outlet.Refuse = attempt => attempt == 2 ? new XProtectNotReadyException("stopping") : null;
        using (Start())
        {
            Assert.False(await HandOverAsync(entry));
        }

        using (Start())
        {
            Assert.True(await HandOverAsync(entry));
        }

        Assert.Equal(3, _outlet.Got.Distinct().Count());
        Assert.Equal(3, _outlet.Got.Count);
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_off_costs_one_step_and_no_more()
    {
        AuditEntry first = Entry();
        AuditEntry second = Entry();
        using (Start())
        {
            await HandOverAsync(first);
            await HandOverAsync(second);
        }

        string file = Path.Combine(_folder, "delivered.log");
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text[..^10]);
        using (Start())
        {
            Assert.True(await HandOverAsync(first));
        }

        Assert.Equal(6, _outlet.Got.Count);
    }

    [Fact]
    public async Task An_entry_that_demands_nothing_is_acknowledged_at_once()
    {
        using EventServerSession session = Start();

        Assert.True(await HandOverAsync(Entry() with { Outcome = new Outcome() }));

        Assert.Empty(_outlet.Got);
        Assert.Empty(_link.Sent);
    }

    [Fact]
    public async Task An_entry_of_another_site_is_not_ours_to_deliver()
    {
        using EventServerSession session = Start();

        Assert.True(await HandOverAsync(Entry(site: "elsewhere")));

        Assert.Empty(_outlet.Got);
        Assert.Empty(_link.Sent);
    }

    [Theory]
    [InlineData("no json at all")]
    [InlineData("""{"version":1,"entry":{"entryId":"not a guid"}}""")]
    public async Task A_message_that_cannot_be_read_is_kept_as_a_failure_and_blocks_nothing(string body)
    {
        using EventServerSession session = Start();

        Assert.True(await _link.HandOverAsync(System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.True(await HandOverAsync(Entry()));

        BrokerMessage failure = _link.Sent[0];
        Assert.Equal(Exchanges.Failures, failure.Exchange);
        MessageFailed failed = WireFormat.Deserialize<MessageFailed>(failure.Body);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(failed.BodyBase64)));
        Assert.Equal(_link.Queue, failed.Queue);
        Assert.Equal(3, _outlet.Got.Count);
    }

    private static OutcomeDelivered Report(BrokerMessage message)
    {
        Assert.Equal(Exchanges.Outcomes, message.Exchange);
        OutcomeDelivered report = WireFormat.Deserialize<OutcomeDelivered>(message.Body);
        Assert.Equal(message.Id, report.DeliveryId);
        return report;
    }

    private static AuditEntry Entry(string site = "site-1")
    {
        var id = Guid.NewGuid();
        var activity = new ActivityObserved
        {
            ActivityId = id,
            Kind = ActivityKinds.PlaybackEntered,
            ClientSessionId = Guid.NewGuid(),
            SequenceNumber = 1,
            ObservedAt = HastyTime.Start,
            Actor = new Actor { Name = "anna" },
            Site = new SiteRef { Id = site, Name = site },
        };
        return new AuditEntry
        {
            EntryId = id,
            Actor = activity.Actor,
            Reason = "Theft",
            AdditionalMetadata = new JsonText(WireFormat.SerializeToText(activity)),
            Outcome = new Outcome
            {
                MilestoneLog = true,
                Events =
                [
                    new OutcomeEvent { Name = XProtectEvents.PlaybackEntry, RuleId = Guid.NewGuid(), RuleName = "Night" },
                    new OutcomeEvent { Name = XProtectEvents.PlaybackEntry, RuleId = Guid.NewGuid(), RuleName = "Vault" },
                ],
            },
        };
    }

    [Theory]
    [InlineData("""{"entry":null}""")]
    [InlineData("""{"entry":{"outcome":null}}""")]
    [InlineData("""{"entry":{"outcome":{"events":null}}}""")]
    [InlineData("""{"entry":{"outcome":{"milestoneLog":true,"events":[]},"additionalMetadata":{"kind":"PlaybackEntered","actor":null}}}""")]
    [InlineData("""{"entry":{"outcome":{"milestoneLog":true,"events":[]},"additionalMetadata":{"kind":"PlaybackAction","cameras":[null]}}}""")]
    [InlineData("""{"entry":{"outcome":{"events":[null]},"additionalMetadata":{"kind":"PlaybackEntered","site":{"id":"site-1"}}}}""")]
    public async Task An_announcement_with_holes_in_it_is_kept_as_failed_and_does_not_block_the_rest(string json)
    {
        using EventServerSession session = Start();

        Assert.True(await _link.HandOverAsync(System.Text.Encoding.UTF8.GetBytes(json)));
        Assert.Equal(Exchanges.Failures, Assert.Single(_link.Sent).Exchange);

        Assert.True(await HandOverAsync(Entry()));
        Assert.Equal(3, _outlet.Got.Count);
    }

    private EventServerSession Start() => EventServerSession.Start(new EventServerSetup
    {
        Link = _link,
        Outlet = _outlet,
        Folder = _folder,
        Site = new SiteRef { Id = "site-1", Name = "Harbour" },
        Host = "es-1",
        Log = new SilentLog(),
        Time = _time,
    });

    private Task<bool> HandOverAsync(AuditEntry entry) => _link.HandOverAsync(WireFormat.Serialize(new AuditEntryAppended { Entry = entry }));
}
