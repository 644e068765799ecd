using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Tests.Fakes;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Tests.Policies;

public sealed class PolicyKeeperTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "auditor-policy-" + Guid.NewGuid().ToString("N"));
    private readonly SetTime _time = new();
    private readonly HeldLink _link = new();
    private readonly KeptLog _log = new();
    private readonly List<PolicyKeeper> _keepers = [];

    public void Dispose()
    {
        _keepers.ForEach(keeper => keeper.Dispose());
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

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
        Assert.Equal(_time.GetUtcNow(), keeper.FetchedAt);

        await Rested();
        Answer(Policy(4, "A", "B"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, _link.Asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Wait.Until(() => keeper.Rules.Count == 2);

        Assert.True(_link.Requests.TryPeek(out var request));
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
        _link.Announce();
        _link.Announce();
        _time.Advance(PolicyKeeper.Spread / 4);
        Assert.Equal(1, _link.Asked);

        _time.Advance(PolicyKeeper.Spread / 4);
        await Wait.Until(() => keeper.Rules[0].Name == "B");
        await Rested();
        Assert.Equal(2, _link.Asked);
    }

    [Fact]
    public async Task A_link_that_is_back_is_asked_at_once_while_nothing_is_known()
    {
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Rested();
        Assert.False(keeper.Known);
        Answer(Policy(3, "A"));

        _link.SetConnected(false);
        _link.SetConnected(true);
        _time.Advance(TimeSpan.Zero);

        await Wait.Until(() => keeper.Known);
        Assert.Single(_log.Errors);
    }

    [Fact]
    public async Task A_change_that_is_announced_during_a_fetch_is_fetched_after_it()
    {
        var slow = new TaskCompletionSource<byte[]>();
        _link.Answer = _ => slow.Task;
        PolicyKeeper keeper = Start("anna");
        _time.Advance(TimeSpan.Zero);
        await Wait.Until(() => _link.Asked == 1);
        _link.Announce();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _link.Asked);

        _link.Answer = _ => Task.FromResult(WireFormat.Serialize(Policy(5, "new")));
        slow.SetResult(WireFormat.Serialize(Policy(4, "old")));
        await Wait.Until(() => keeper.Known);
        await Rested();
        _time.Advance(TimeSpan.Zero);
        await Wait.Until(() => keeper.Rules[0].Name == "new");
    }

    [Fact]
    public async Task A_start_without_a_network_goes_by_the_policy_on_the_disk()
    {
        await Remember("anna", Policy(3, "A"));
        PolicyKeeper offline = Start("anna");
        await offline.CacheRead;

        Assert.True(offline.Known);
        Assert.Equal(3, offline.Book.Revision);
        Assert.Equal("A", offline.Rules[0].Name);
        Assert.NotNull(offline.Book.Decide(new ActivityObserved { Kind = ActivityKinds.PlaybackEntered }).Prompt);
        Assert.Empty(_log.Errors);
    }

    [Theory]
    [InlineData("bob", "Harbour")]
    [InlineData("anna", "Airport")]
    public async Task The_policy_of_another_operator_or_site_is_never_used(string user, string site)
    {
        await Remember("anna", Policy(3, "A"));
        PolicyKeeper other = Start(user, site);
        await other.CacheRead;
        Assert.False(other.Known);

        // Not even when its file is put in the place of the right one.
        string file = Assert.Single(Directory.GetFiles(_folder));
        Answer(Policy(9, "own"));
        await Fetch(_link.Asked + 1);
        await Wait.Until(() => Directory.GetFiles(_folder, "*.cache").Length == 2);
        File.Copy(file, Directory.GetFiles(_folder, "*.cache").Single(one => one != file), overwrite: true);
        PolicyKeeper again = Start(user, site);
        await again.CacheRead;

        Assert.False(again.Known);
        Assert.Single(_log.Errors);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("empty")]
    [InlineData("other user")]
    [InlineData("other protection")]
    public async Task A_file_that_cannot_be_read_counts_as_none(string how)
    {
        await Remember("anna", Policy(3, "A"));
        string file = Assert.Single(Directory.GetFiles(_folder));
        byte[] content = await File.ReadAllBytesAsync(file);
        content[^20] ^= 1;
        await File.WriteAllBytesAsync(file, how switch
        {
            "cut" => content[..^10],
            "empty" => [],
            "changed" => content,
            _ => [.. content[..^20], (byte)(content[^20] ^ 1), .. content[^19..]],
        });
        PolicyKeeper keeper = Start("anna", protection: how switch
        {
            "other user" => new XorProtection(key: 0x11),
            "other protection" => new XorProtection("none"),
            _ => new XorProtection(),
        });
        await keeper.CacheRead;

        Assert.False(keeper.Known);
        Assert.Single(_log.Errors);
        Assert.Equal(PolicyUnknown.FailClosed, keeper.WhenUnknown);
    }

    [Fact]
    public async Task What_is_on_the_disk_is_protected_and_replaced_whole()
    {
        await Remember("anna", Policy(3, "Vault at night"));
        await Remember("anna", Policy(4, "Vault at day"));

        string file = Assert.Single(Directory.GetFiles(_folder));
        string content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        Assert.StartsWith("auditor-policy 1 xor\n", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Vault", content, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", file, StringComparison.OrdinalIgnoreCase);
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
        _link.Answer = _ => Task.FromResult(Encoding.UTF8.GetBytes(garbage));
        _time.Advance(PolicyKeeper.Interval);
        await Wait.Until(() => !_log.Errors.IsEmpty);

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
        _time.Advance(PolicyKeeper.Interval);
        await Wait.Until(() => _link.Asked == 2);
        await Rested();
        Assert.Equal(30, keeper.Book.Revision);

        _time.Advance(PolicyKeeper.Spread);
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
        _time.Advance(PolicyKeeper.Interval);
        await Wait.Until(() => _link.Asked == 2);
        await Rested();

        Assert.Equal(1, Volatile.Read(ref changes));
        Assert.Equal(_time.GetUtcNow(), keeper.FetchedAt);
    }

    [Fact]
    public async Task The_clock_offset_has_half_of_the_round_trip_taken_off()
    {
        DateTimeOffset theirs = _time.GetUtcNow().AddSeconds(-100);
        _link.Answer = _ =>
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            return Task.FromResult(WireFormat.Serialize(Policy(3, "A") with { IssuedAt = theirs.AddSeconds(2) }));
        };
        PolicyKeeper keeper = Start("anna");
        Assert.Null(keeper.ClockOffset);
        await Fetch(1);
        await Wait.Until(() => keeper.Known);

        Assert.Equal(TimeSpan.FromSeconds(100), keeper.ClockOffset);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_told_in_the_log_and_hinders_nobody()
    {
        await File.WriteAllTextAsync(_folder, "a file where the folder should be");
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Wait.Until(() => keeper.Known && !_log.Errors.IsEmpty);
        File.Delete(_folder);

        Assert.Equal("A", keeper.Rules[0].Name);
    }

    [Fact]
    public async Task After_its_end_nothing_is_asked_or_heard()
    {
        Answer(Policy(3, "A"));
        PolicyKeeper keeper = Start("anna");
        await Fetch(1);
        await Rested();
        keeper.Dispose();
        _link.SetConnected(true);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, _link.Listeners);
        Assert.Equal(0, _time.Waiting);
        Assert.Equal(1, _link.Asked);
    }

    private PolicyKeeper Start(string user, string site = "Harbour", Func<TimeSpan, TimeSpan>? within = null, XorProtection? protection = null)
    {
        var identity = new ClientIdentity { Actor = new Actor { Name = "CORP\\" + user }, Site = new SiteRef { Name = site } };
        var keeper = new PolicyKeeper(identity, _link, protection ?? new XorProtection(), _folder, PolicyUnknown.FailClosed, _time, _log, within ?? (_ => TimeSpan.Zero));
        _keepers.Add(keeper);
        keeper.Start();
        return keeper;
    }

    /// <summary>A client that fetched this policy and ended.</summary>
    private async Task Remember(string user, OperatorPolicy policy)
    {
        Answer(policy);
        PolicyKeeper keeper = Start(user);
        await Fetch(_link.Asked + 1);
        await Wait.Until(() => keeper.Book.Revision == policy.Revision);
        await Rested();
        keeper.Dispose();
        _link.Answer = _ => Task.FromException<byte[]>(new TimeoutException("Nobody answered."));
    }

    private void Answer(OperatorPolicy policy) => _link.Answer = _ => Task.FromResult(WireFormat.Serialize(policy));

    private Task Fetch(int asked)
    {
        _time.Advance(TimeSpan.Zero);
        return Wait.Until(() => _link.Asked == asked);
    }

    /// <summary>Until the answer is dealt with: then the timer of the next question is set.</summary>
    private Task Rested() => Wait.Until(() => _time.Waiting > 0);

    private OperatorPolicy Policy(long revision, params string[] names) => new()
    {
        Revision = revision,
        IssuedAt = _time.GetUtcNow(),
        Rules = [.. names.Select(name => TrackedClient.Rule(name))],
    };
}
