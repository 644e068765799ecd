using Auditor.Contracts;
using Auditor.Notifier.Delivering;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

public sealed class EntryFilterTests
{
    private static readonly RuleMatch Live = Given.Match(1, RuleMode.Live, "works-council", "siem");
    private static readonly RuleMatch Shadow = Given.Match(2, RuleMode.Shadow, "siem");

    private static readonly AuditEntry Entry = Given.Entry() with
    {
        Rules = [Live, Shadow],
        Outcome = new Outcome { NotificationChannels = ["works-council", "siem"] },
    };

    public static TheoryData<string, bool> Filters => new()
    {
        { """{}""", true },
        { """{"resources":["PLAYBACK"]}""", true },
        { """{"resources":["EXPORT","PLAYBACK"]}""", true },
        { """{"resources":["EXPORT"]}""", false },
        { """{"actions":["ENTER"]}""", true },
        { """{"actions":["LEAVE"]}""", false },
        { """{"results":["SUCCEEDED"]}""", true },
        { """{"results":["DENIED"]}""", false },
        { """{"tenants":["harbour"]}""", true },
        { """{"tenants":["Harbour"]}""", false },
        { """{"actors":["harbour\\MKOCH"]}""", true },
        { """{"actors":["S-1-5-21-7"]}""", true },
        { """{"actors":["martina koch"]}""", true },
        { """{"actors":["martina"]}""", false },
        { """{"cameras":["C7"]}""", true },
        { """{"cameras":["gate 7"]}""", true },
        { """{"cameras":["gate"]}""", false },
        { """{"rules":["00000001-0000-0000-0000-000000000002"]}""", true },
        { """{"rules":["00000002-0000-0000-0000-000000000002"]}""", true },
        { """{"rules":["00000003-0000-0000-0000-000000000002"]}""", false },
        { """{"channels":["siem"]}""", true },
        { """{"channels":["SIEM"]}""", false },
        { """{"resources":["PLAYBACK"],"actions":["LEAVE"]}""", false },
        { """{"resources":["PLAYBACK"],"channels":["siem"],"actors":["martina koch"]}""", true },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Every_list_must_hold_and_of_each_one_value_has_to_fit(string filter, bool asks) =>
        Assert.Equal(asks, new EntryFilter(Wire.WireFormat.Deserialize<SubscriptionFilter>(filter)).Asks(Entry));

    [Fact]
    public void A_channel_that_only_a_shadow_rule_names_is_not_asked_for()
    {
        AuditEntry shadowed = Entry with { Rules = [Shadow], Outcome = new Outcome() };
        Assert.False(new EntryFilter(new SubscriptionFilter { Channels = ["siem"] }).Asks(shadowed));
    }

    [Fact]
    public void The_live_rules_that_name_the_channel_asked_for_it()
    {
        Assert.Equal([Live], new EntryFilter(new SubscriptionFilter { Channels = ["siem"] }).AskedBy(Entry));
        Assert.Empty(new EntryFilter(new SubscriptionFilter()).AskedBy(Entry));
        Assert.Empty(new EntryFilter(new SubscriptionFilter { Channels = ["mail"] }).AskedBy(Entry));
    }

    [Fact]
    public void Only_a_filter_without_any_restriction_is_open()
    {
        Assert.True(new EntryFilter(new SubscriptionFilter()).IsOpen);
        Assert.False(new EntryFilter(new SubscriptionFilter { Tenants = ["harbour"] }).IsOpen);
    }
}
