using System.Text;
using System.Text.Json;
using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Wire;
using MassTransit;

namespace Auditor.RuleService.Tests;

public sealed class ActivityConsumerTests
{
    [Fact]
    public async Task An_activity_is_decided_by_the_rules_in_force()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        AuditRule rule = await host.CreateAsync(Some.Rule());
        ActivityObserved activity = Some.Activity();

        await host.Bus.Publish(activity);

        ActivityDecided decided = await host.Decisions.OneAsync();
        Assert.Equal(activity.ActivityId, decided.Activity.ActivityId);
        RuleMatch match = Assert.Single(decided.Decision.Matches);
        Assert.Equal((rule.Id, rule.Name, 1L), (match.Id, match.Name, match.Version));
        Assert.Equal(1, decided.Decision.Revision);
        Assert.Equal(["Incident"], decided.Decision.Prompt!.PredefinedReasons);
        Assert.True(decided.Original.IsNull);
        Assert.InRange(decided.AcceptedAt, activity.ObservedAt, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task An_activity_that_no_rule_matches_is_passed_on_too()
    {
        await using RuleHost host = await RuleHost.StartAsync();

        await host.Bus.Publish(Some.Activity());

        Assert.Empty((await host.Decisions.OneAsync()).Decision.Matches);
    }

    [Theory]
    [InlineData("TimelineBookmarked", 1)]
    [InlineData("PlaybackEntered", 2)]
    public async Task What_this_version_does_not_know_is_kept_as_it_came_and_matches_no_rule(string kind, int version)
    {
        await using RuleHost host = await RuleHost.StartAsync();
        await host.CreateAsync(Some.Rule() with { Whom = new Whom { Everyone = true } });
        ActivityObserved activity = Some.Activity(kind) with { Version = version };
        string body = WireFormat.SerializeToText(activity).Replace("\"kind\":", "\"brandNew\":{\"a\":[1,2]},\"kind\":", StringComparison.Ordinal);

        await host.SendRawAsync(Queues.Activities, body);

        ActivityDecided decided = await host.Decisions.OneAsync();
        Assert.Equal(activity.ActivityId, decided.Activity.ActivityId);
        Assert.Equal(kind, decided.Activity.Kind);
        Assert.Empty(decided.Decision.Matches);
        Assert.Null(decided.Decision.Prompt);
        Assert.Equal(1, decided.Decision.Revision);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse(decided.Original.Text!)));
    }

    [Fact]
    public async Task A_bad_body_becomes_a_failed_append_and_stops_nothing()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        const string Bad = """{"activityId":"no guid"}""";

        await host.SendRawAsync(Queues.Activities, Bad);
        await host.Bus.Publish(Some.Activity());

        MessageFailed failed = await host.Failures.OneAsync();
        Assert.Equal(Queues.Activities, failed.Queue);
        Assert.Equal(Bad, Encoding.UTF8.GetString(Convert.FromBase64String(failed.BodyBase64)));
        Assert.Contains("'activityId'", failed.Problem, StringComparison.Ordinal);
        Assert.Equal(FailureId.Of(Queues.Activities, Encoding.UTF8.GetBytes(Bad)), failed.FailureId);
        await host.Decisions.OneAsync();
        Assert.Single(host.Failures.All);
    }

    [Fact]
    public async Task A_bad_body_is_not_acknowledged_before_its_report_is_published()
    {
        var publishing = new FailingPublishes { Failures = 2 };
        await using RuleHost host = await RuleHost.StartAsync(beforeStart: publishing.Watch);

        await host.SendRawAsync(Queues.Activities, "not even JSON");

        Assert.StartsWith("The body is not JSON", (await host.Failures.OneAsync()).Problem, StringComparison.Ordinal);
        Assert.Equal(0, publishing.Failures);
    }

    [Fact]
    public async Task A_decision_that_cannot_be_published_at_first_is_published_in_the_end()
    {
        var publishing = new FailingPublishes { Failures = 2 };
        await using RuleHost host = await RuleHost.StartAsync(beforeStart: publishing.Watch);
        ActivityObserved activity = Some.Activity();

        await host.SendRawAsync(Queues.Activities, WireFormat.SerializeToText(activity));

        Assert.Equal(activity.ActivityId, (await host.Decisions.OneAsync()).Activity.ActivityId);
        Assert.Equal(0, publishing.Failures);
    }
}
