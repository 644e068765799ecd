using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Tests.Clients;

public sealed class MyAuditingViewModelTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 14, 30, 0, TimeSpan.Zero);

    private readonly Session _session = new();
    private readonly List<Action> _posted = [];

    [Fact]
    public void Connected_and_empty_is_well()
    {
        _session.Link = new LinkStatus(true, Now.AddHours(-2), "broker:5671", null);

        using MyAuditingViewModel page = Open();

        Assert.True(page.IsConnected);
        Assert.Equal("Connected to broker:5671", page.Connection);
        Assert.Equal("Since 12:30.", page.ConnectionDetail);
        Assert.Equal("Nothing waits to be sent", page.Waiting);
        Assert.Equal(Attention.Well, page.WaitingAttention);
    }

    [Fact]
    public void A_cut_says_why_and_that_work_can_go_on()
    {
        _session.Link = new LinkStatus(false, Now.AddDays(-1), "broker:5671", "The name 'broker' is not known.");

        using MyAuditingViewModel page = Open();

        Assert.Equal("Not connected to broker:5671", page.Connection);
        Assert.Equal("The name 'broker' is not known. You can go on working: what you do is kept on this computer and sent later.", page.ConnectionDetail);
    }

    [Theory]
    [InlineData(1, 0.5, true, Attention.Well, "1 activity waits to be sent")]
    [InlineData(12, 3, true, Attention.Look, "12 activities wait to be sent")]
    [InlineData(12, 0.5, false, Attention.Look, "12 activities wait to be sent")]
    [InlineData(500_000, 3000, false, Attention.Wrong, "500,000 activities wait to be sent")]
    public void What_waits_is_more_alarming_the_longer_and_the_more(long waiting, double minutes, bool connected, Attention attention, string words)
    {
        _session.Link = new LinkStatus(connected, Now, "broker", null);
        _session.Spool = new SpoolStatus(waiting, Now.AddMinutes(-minutes), 1_000_000, null);

        using MyAuditingViewModel page = Open();

        Assert.Equal(attention, page.WaitingAttention);
        Assert.Equal(words, page.Waiting);
    }

    [Fact]
    public void A_disk_that_does_not_take_it_is_wrong_even_when_little_waits()
    {
        _session.Spool = new SpoolStatus(1, Now, 1_000_000, "The disk is full.");

        using MyAuditingViewModel page = Open();

        Assert.Equal(Attention.Wrong, page.WaitingAttention);
        Assert.EndsWith("The disk is full.", page.WaitingDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_enabled_rules_apply_and_they_are_sorted_by_name()
    {
        _session.Rules = [new AuditRule { Name = "b" }, new AuditRule { Name = "off", Enabled = false }, new AuditRule { Name = "A" }];
        _session.FetchedAt = Now.AddDays(-2);

        using MyAuditingViewModel page = Open();

        Assert.Equal(["A", "b"], page.Rules.Select(rule => rule.Name));
        Assert.Equal("Fetched 2026-03-02 14:30.", page.Policy);
        Assert.False(page.HasNoRules);
    }

    [Theory]
    [InlineData(PolicyUnknown.FailClosed, "Not fetched yet. Until then you are asked for a reason each time.")]
    [InlineData(PolicyUnknown.FailOpen, "Not fetched yet. Until then you are not asked for a reason; what you do is recorded.")]
    public void While_no_policy_was_fetched_it_says_what_holds(PolicyUnknown unknown, string words)
    {
        _session.WhenUnknown = unknown;

        using MyAuditingViewModel page = Open();

        Assert.Equal(words, page.Policy);
        Assert.False(page.HasNoRules);
    }

    [Fact]
    public void Changes_reach_the_screen_on_its_own_thread_and_a_burst_is_one_refresh()
    {
        using MyAuditingViewModel page = Open();
        int told = 0;
        page.PropertyChanged += (_, _) => told++;

        _session.Spool = new SpoolStatus(3, Now, 1_000_000, null);
        for (int time = 0; time < 100; time++)
        {
            _session.Tell();
        }

        Assert.Equal("Nothing waits to be sent", page.Waiting);
        Assert.Single(_posted)();
        Assert.Equal("3 activities wait to be sent", page.Waiting);
        Assert.Equal(1, told);
        _session.Tell();
        Assert.Equal(2, _posted.Count);
    }

    [Fact]
    public void A_closed_page_listens_to_nothing_and_a_late_refresh_does_nothing()
    {
        MyAuditingViewModel page = Open();
        _session.Tell();
        page.Dispose();
        int told = 0;
        page.PropertyChanged += (_, _) => told++;

        Assert.Single(_posted)();
        _session.Tell();

        Assert.Equal(0, told);
        Assert.Single(_posted);
        Assert.Equal(0, _session.Listeners);
    }

    [Fact]
    public void A_client_whose_ui_thread_has_ended_does_not_fail_who_tells()
    {
        using var page = new MyAuditingViewModel(Sources(), _ => throw new InvalidOperationException("shut down"), _ => { }, new StoppedClock());

        _session.Tell();

        Assert.True(page.IsRunning);
    }

    [Fact]
    public void Diagnostics_are_one_line_without_people()
    {
        _session.Link = new LinkStatus(false, Now.AddHours(-1), "broker:5671", "refused");
        _session.Spool = new SpoolStatus(7, Now.AddMinutes(-5), 1_000_000, null);
        _session.FetchedAt = Now.AddHours(-3);
        string copied = "";
        using var page = new MyAuditingViewModel(Sources(), _posted.Add, text => copied = text, new StoppedClock());

        page.Copy.Execute(null);

        Assert.Equal(
            "Auditor 0.1.0 | 2026-03-04T14:30:00Z | not connected to broker:5671 (refused) since 2026-03-04T13:30:00Z | 7 of 1000000 waiting, oldest 2026-03-04T14:25:00Z | policy of 2026-03-04T11:30:00Z, 0 rules",
            copied);
        Assert.Equal("Copied.", page.Copied);
    }

    [Fact]
    public void A_clipboard_in_use_is_said_and_ends_nothing()
    {
        using var page = new MyAuditingViewModel(Sources(), _posted.Add, _ => throw new InvalidOperationException("CLIPBRD_E_CANT_OPEN"), new StoppedClock());

        page.Copy.Execute(null);

        Assert.Equal("The clipboard is in use by another program. Try again.", page.Copied);
    }

    [Fact]
    public void Without_a_session_it_says_that_nothing_runs()
    {
        using var page = new MyAuditingViewModel(null, _posted.Add, _ => { }, new StoppedClock());

        Assert.False(page.IsRunning);
        Assert.Equal("Auditing is not running", page.Connection);
    }

    public void Dispose() => _session.Dispose();

    private MyAuditingViewModel Open() => new(Sources(), _posted.Add, _ => { }, new StoppedClock());

    private MyAuditingSources Sources() => new(_session, _session, _session, "0.1.0");

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Session : IOperatorPolicies, IActivitySpool, IBrokerLink
    {
        private EventHandler? _link;
        private EventHandler? _spool;

        public event EventHandler? Changed;

        event EventHandler? IActivitySpool.StatusChanged
        {
            add => _spool += value;
            remove => _spool -= value;
        }

        event EventHandler? IBrokerLink.StatusChanged
        {
            add => _link += value;
            remove => _link -= value;
        }

        public LinkStatus Link { get; set; } = new(false, Now, "broker", null);

        public SpoolStatus Spool { get; set; } = new(0, null, 1_000_000, null);

        public IReadOnlyList<AuditRule> Rules { get; set; } = [];

        public DateTimeOffset? FetchedAt { get; set; }

        public PolicyUnknown WhenUnknown { get; set; }

        public bool Known => FetchedAt is not null;

        public RuleBook Book => throw new NotSupportedException();

        public int Listeners => new[] { Changed, _link, _spool }.Sum(handlers => handlers?.GetInvocationList().Length ?? 0);

        LinkStatus IBrokerLink.Status => Link;

        SpoolStatus IActivitySpool.Status => Spool;

        public void Tell()
        {
            Changed?.Invoke(this, EventArgs.Empty);
            _link?.Invoke(this, EventArgs.Empty);
            _spool?.Invoke(this, EventArgs.Empty);
        }

        public SpooledActivity Append(ActivityObserved activity) => throw new NotSupportedException();

        public Task SendAsync(BrokerMessage message, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation) => throw new NotSupportedException();

        public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard) => throw new NotSupportedException();

        public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
