using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Tests.Policies;

public sealed class PolicyKeeperTests : KeptPolicy
{
    [Fact]
    public async Task It_asks_at_the_start_and_every_minute()
    {
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        Assert.False(keeper.Known);
        Assert.Equal(PolicyUnknown.FailClosed, keeper.WhenUnknown);

        await Fetch(1);
        await Wait.Until(() => keeper.Known);
        Assert.Equal(3, keeper.Book.Revision);
        Assert.Equal("A", Assert.Single(keeper.Rules).Name);
        Assert.Equal(Time.GetUtcNow(), keeper.FetchedAt);

        await Rested();
        Answer(Policy(4, "A", "B"));
        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, Link.Asked);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Wait.Until(() => keeper.Rules.Count == 2);

        Assert.True(Link.Requests.TryPeek(out var request));
        Assert.Equal("auditor.policy", request.Exchange);
        Assert.Equal("CORP\\anna", WireFormat.Deserialize<OperatorPolicyRequested>(request.Body.AsSpan()).Actor.Name);
    }

    [Fact]
    public async Task A_change_of_the_rules_is_fetched_within_seconds_and_not_in_the_same_instant_by_all()
    {
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna", within: longest => TimeSpan.FromTicks(longest.Ticks / 2));
        await Fetch(1);
        await Rested();
        Answer(Policy(4, "B"));
        Link.Announce();
        Link.Announce();
        Time.Advance(PolicyKeeper.Spread / 4);
        Assert.Equal(1, Link.Asked);

        Time.Advance(PolicyKeeper.Spread / 4);
        await Wait.Until(() => keeper.Rules[0].Name == "B");
        await Rested();
        Assert.Equal(2, Link.Asked);
    }

    [Fact]
    public async Task ALink_that_is_back_is_asked_at_once_while_nothing_is_known()
    {
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Rested();
        Assert.False(keeper.Known);
        Answer(Policy(3, "A"));

        Link.SetConnected(false);
        Link.SetConnected(true);
        Time.Advance(TimeSpan.Zero);

        await Wait.Until(() => keeper.Known);
        Assert.Single(Log.Errors);
    }

    [Fact]
    public async Task A_change_that_is_announced_during_a_fetch_is_fetched_after_it()
    {
        var slow = new TaskCompletionSource<byte[]>();
        Link.Answer = _ => slow.Task;
        PolicyKeeper keeper = Start("anna");
        Time.Advance(TimeSpan.Zero);
        await Wait.Until(() => Link.Asked == 1);
        Link.Announce();
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Link.Asked);

        Link.Answer = _ => Task.FromResult(WireFormat.Serialize(Policy(5, "new")));
        slow.SetResult(WireFormat.Serialize(Policy(4, "old")));
        await Wait.Until(() => keeper.Known);
        await Rested();
        Time.Advance(TimeSpan.Zero);
        await Wait.Until(() => keeper.Rules[0].Name == "new");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"revision":9,"issuedAt":"2026-03-20T07:00:00Z","rules":null}""")]
    [InlineData("""{"version":1,"revision":9,"issuedAt":"2026-03-20T07:00:00Z","rules":[null]}""")]
    [InlineData("""{"version":1,"revision":-1,"issuedAt":"2026-03-20T07:00:00Z","rules":[]}""")]
    [InlineData("""{"title":"Not found","status":404}""")]
    public async Task A_garbage_answer_switches_no_rule_off(string garbage)
    {
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Wait.Until(() => keeper.Known);
        await Rested();
        Link.Answer = _ => Task.FromResult(Encoding.UTF8.GetBytes(garbage));
        Time.Advance(PolicyKeeper.Interval);
        await Wait.Until(() => !Log.Errors.IsEmpty);

        Assert.Equal("A", Assert.Single(keeper.Rules).Name);
        Assert.Equal(3, keeper.Book.Revision);
    }

    [Fact]
    public async Task An_older_revision_is_taken_when_it_is_said_twice()
    {
        Answer(Policy(30, "A"));
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Wait.Until(() => keeper.Known);
        await Rested();
        Answer(Policy(12, "restored"));
        Time.Advance(PolicyKeeper.Interval);
        await Wait.Until(() => Link.Asked == 2);
        await Rested();
        Assert.Equal(30, keeper.Book.Revision);

        Time.Advance(PolicyKeeper.Spread);
        await Wait.Until(() => keeper.Book.Revision == 12);
    }

    [Fact]
    public async Task Changed_is_said_when_something_has_changed_only()
    {
        int changes = 0;
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        keeper.Changed += (_, _) =>
        {
            Interlocked.Increment(ref changes);
            throw new InvalidOperationException("A listener that fails.");
        };
        await Fetch(1);
        await Rested();
        Time.Advance(PolicyKeeper.Interval);
        await Wait.Until(() => Link.Asked == 2);
        await Rested();

        Assert.Equal(1, Volatile.Read(ref changes));
        Assert.Equal(Time.GetUtcNow(), keeper.FetchedAt);
    }

    [Fact]
    public async Task The_clock_offset_has_half_of_the_round_trip_taken_off()
    {
        DateTimeOffset theirs = Time.GetUtcNow().AddSeconds(-100);
        Link.Answer = _ =>
        {
            Time.Advance(TimeSpan.FromSeconds(4));
            return Task.FromResult(WireFormat.Serialize(Policy(3, "A") with { IssuedAt = theirs.AddSeconds(2) }));
        };
        PolicyKeeper keeper = Start("anna");
        Assert.Null(keeper.ClockOffset);
        await Fetch(1);
        await Wait.Until(() => keeper.Known);

        Assert.Equal(TimeSpan.FromSeconds(100), keeper.ClockOffset);
    }

    [Fact]
    public async Task After_its_end_nothing_is_asked_or_heard()
    {
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Rested();
        keeper.Dispose();
        Link.SetConnected(true);
        Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, Link.Listeners);
        Assert.Equal(0, Time.Waiting);
        Assert.Equal(1, Link.Asked);
    }
}
