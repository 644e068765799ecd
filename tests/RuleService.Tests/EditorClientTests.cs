using System.Net;
using System.Net.Sockets;
using Auditor.Contracts;
using Auditor.Plugin.Core.Editing;

namespace Auditor.RuleService.Tests;

/// <summary>Management Client's way to the rules, against RuleService as it is.</summary>
public sealed class EditorClientTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static AuditRule Rule => new()
    {
        Id = Guid.NewGuid(),
        Name = "Vault",
        Whom = new Whom { Users = [new UserRef { Sid = "S-1-5-21-1-1001", Name = @"CORP\anna" }], Roles = [new RoleRef { Name = "Operators & co" }] },
        Conditions = new RuleConditions
        {
            Schedule = new Schedule { TimeZone = "Europe/Copenhagen", Windows = [new ScheduleWindow { Days = [DayOfWeek.Monday], From = "22:00", To = "06:00" }] },
        },
        PredefinedReasons = [new PredefinedReason { Text = "a;b|c", Activities = [ActivityType.Playback] }],
    };

    [Fact]
    public async Task Rules_are_created_changed_read_and_deleted()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        using var client = new RuleServiceClient(() => Access(host));

        AuditRule created = await client.CreateAsync(Rule, Never);
        AuditRule changed = await client.UpdateAsync(created with { Name = "Vault 2" }, 1, Never);
        Assert.Equal((2, "Vault 2"), (changed.Version, changed.Name));
        Assert.True(RuleDifferences.AreSame(changed, await client.GetAsync(created.Id, Never)));
        Assert.Equal("a;b|c", Assert.Single(Assert.Single(await client.ListAsync(Never)).PredefinedReasons).Text);
        Assert.Equal([2L, 1L], (await client.HistoryAsync(created.Id, Never)).Select(version => version.Version));
        Assert.Equal(
            "The rule names the role 'Operators & co', which this user holds.",
            await client.CatchesAsync(created.Id, new Actor { Name = "bob", Roles = [new RoleRef { Name = "Operators & co" }] }, Never));

        await client.DeleteAsync(created.Id, 2, Never);

        Assert.Equal(RuleServiceFault.Deleted, (await FailAsync(client.GetAsync(created.Id, Never))).Fault);
        Assert.Equal(RuleServiceFault.Deleted, (await FailAsync(client.CreateAsync(created, Never))).Fault);
        Assert.Equal(RuleServiceFault.Missing, (await FailAsync(client.GetAsync(Guid.NewGuid(), Never))).Fault);
    }

    [Fact]
    public async Task Creating_the_same_rule_again_is_no_second_rule_and_no_failure()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        using var client = new RuleServiceClient(() => Access(host));
        AuditRule rule = Rule;

        AuditRule first = await client.CreateAsync(rule, Never);
        AuditRule second = await client.CreateAsync(rule, Never);

        Assert.Equal(1, second.Version);
        Assert.True(RuleDifferences.AreSame(first, second));
        RuleServiceException other = await FailAsync(client.CreateAsync(rule with { Name = "Another" }, Never));
        Assert.Equal((RuleServiceFault.EditedElsewhere, "Vault"), (other.Fault, other.Current?.Name));
    }

    [Fact]
    public async Task A_version_saved_elsewhere_comes_back_with_the_refusal()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        using var client = new RuleServiceClient(() => Access(host));
        AuditRule created = await client.CreateAsync(Rule, Never);
        await client.UpdateAsync(created with { Name = "Theirs" }, 1, Never);

        RuleServiceException refusal = await FailAsync(client.UpdateAsync(created with { Name = "Mine" }, 1, Never));

        Assert.Equal((RuleServiceFault.EditedElsewhere, "Theirs", 2), (refusal.Fault, refusal.Current?.Name, refusal.Current?.Version));
        Assert.Equal(RuleServiceFault.EditedElsewhere, (await FailAsync(client.DeleteAsync(created.Id, 1, Never))).Fault);
    }

    [Fact]
    public async Task A_refused_rule_says_what_is_wrong_with_each_field()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        using var client = new RuleServiceClient(() => Access(host));

        RuleServiceException refusal = await FailAsync(client.CreateAsync(Rule with { Name = " ", Whom = new Whom() }, Never));

        Assert.Equal(RuleServiceFault.Refused, refusal.Fault);
        Assert.Equal(["name", "whom"], refusal.Problems.Select(problem => problem.Field).Order());
    }

    [Fact]
    public async Task A_key_that_nobody_knows_is_told_apart_from_a_service_that_is_not_there()
    {
        await using RuleHost host = await RuleHost.StartAsync();
        using var stranger = new RuleServiceClient(() => new RuleServiceAccess(host.Http.BaseAddress!, "auditor_AAAA_BBBB"));
        using var lost = new RuleServiceClient(() => new RuleServiceAccess(new Uri($"http://127.0.0.1:{FreePort()}"), "auditor_AAAA_BBBB"));
        using var plain = new RuleServiceClient(() => new RuleServiceAccess(new Uri($"https://127.0.0.1:{host.Http.BaseAddress!.Port}"), "auditor_AAAA_BBBB"));
        using var none = new RuleServiceClient(() => null);

        RuleServiceException unknown = await FailAsync(stranger.ListAsync(Never));
        Assert.Contains(unknown.Fault, new[] { RuleServiceFault.NotSignedIn, RuleServiceFault.Unavailable });
        Assert.DoesNotContain("BBBB", unknown.ToString(), StringComparison.Ordinal);
        RuleServiceException refused = await FailAsync(lost.ListAsync(Never));
        Assert.Equal(RuleServiceFault.Unreachable, refused.Fault);
        Assert.StartsWith("Nothing listens on port ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RuleServiceFault.Tls, (await FailAsync(plain.ListAsync(Never))).Fault);
        Assert.Equal(RuleServiceFault.NotSetUp, (await FailAsync(none.ListAsync(Never))).Fault);
    }

    [Fact]
    public async Task Something_else_that_answers_is_not_taken_for_RuleService()
    {
        using var other = new RuleServiceClient(() => new RuleServiceAccess(new Uri("http://other"), "key"), new Answering(HttpStatusCode.OK, "<html>"), TimeProvider.System);
        using var proxy = new RuleServiceClient(() => new RuleServiceAccess(new Uri("http://other"), "key"), new Answering(HttpStatusCode.BadGateway, "<html>"), TimeProvider.System);

        Assert.Equal(RuleServiceFault.Unexpected, (await FailAsync(other.ListAsync(Never))).Fault);
        Assert.Equal(RuleServiceFault.Unexpected, (await FailAsync(proxy.ListAsync(Never))).Fault);
    }

    private static RuleServiceAccess Access(RuleHost host) => new(host.Http.BaseAddress!, host.Http.DefaultRequestHeaders.Authorization!.Parameter!);

    private static Task<RuleServiceException> FailAsync(Task task) => Assert.ThrowsAsync<RuleServiceException>(() => task);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
