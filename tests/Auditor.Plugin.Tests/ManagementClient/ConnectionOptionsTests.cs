using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.Tests.ManagementClient;

public sealed class ConnectionOptionsTests
{
    private static readonly ConnectionSettings Broker = new()
    {
        Host = "broker", Port = 5673, VirtualHost = "/audit", UseTls = false, TlsServerName = "b.example", User = "clients", Password = "<p&\"'ä>",
    };

    [Fact]
    public async Task The_connection_comes_back_as_it_was_saved_and_every_client_reads_it()
    {
        await using var office = new Office();
        Assert.Null(await office.Do(() => office.Options().Load()));

        await office.Do(() => office.Options().Save(Broker));

        Assert.Equal(Broker, await office.Do(() => office.Options().Load()));
        await using Desk desk = await new Desk(Auditor.XProtectSimulator.Hostility.None, site: office.Site).LogInAsync();
        Assert.Equal(Broker, ConnectionSettings.FromXml(desk.Client.Host.GetOptions(PluginIds.ConnectionOptions, false)?.OuterXml));
    }

    [Fact]
    public async Task What_holds_without_a_policy_is_written_beside_the_connection()
    {
        await using var office = new Office();
        await office.Do(() => office.Options().Save(Broker));

        await office.Do(() => office.Options().Save(PolicyUnknown.FailClosed));
        Assert.Equal(Broker with { WhenPolicyUnknown = PolicyUnknown.FailClosed }, await office.Do(() => office.Options().Load()));

        await office.Do(() => office.Options().Save(PolicyUnknown.FailOpen));
        Assert.Equal(Broker, await office.Do(() => office.Options().Load()));
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_written()
    {
        await using var office = new Office();
        await office.Do(() => office.Options().Save(PolicyUnknown.FailClosed));

        Assert.Null(await office.Do(() => office.Options().Load()));
    }

    [Fact]
    public async Task A_page_that_was_open_while_a_rule_became_stricter_does_not_undo_it()
    {
        await using var office = new Office();
        await office.Do(() => office.Options().Save(Broker));
        ConnectionViewModel page = await office.Do(office.ConnectionPage);
        await office.Do(() => office.Options().Save(PolicyUnknown.FailClosed));

        page.Host = "broker2";
        Assert.True(await office.Do(page.Save), page.Text);

        Assert.Equal(Broker with { Host = "broker2", WhenPolicyUnknown = PolicyUnknown.FailClosed }, await office.Do(() => office.Options().Load()));
    }

    [Fact]
    public async Task The_first_connection_takes_over_what_the_rules_before_it_demand()
    {
        await using var office = new Office();
        await office.Do(() => office.Items.Save(Office.Rule("Strict", PolicyUnknown.FailClosed)));

        await office.Do(() => office.Options().Save(Broker));

        Assert.Equal(PolicyUnknown.FailClosed, (await office.Do(() => office.Options().Load()))!.WhenPolicyUnknown);
    }

    [Theory]
    [InlineData("<other><thing/></other>")]
    [InlineData("<options>half of a connec</options>")]
    public async Task Options_that_are_not_ours_are_said_and_can_be_replaced(string xml)
    {
        await using var office = new Office();
        office.Site.SaveOptions(PluginIds.ConnectionOptions, xml);

        Assert.Equal(
            "The connection's settings in XProtect cannot be read. Enter the connection again and save it.", await office.RefusalOf(() => office.Options().Load()));
        await office.RefusalOf(() => office.Options().Save(PolicyUnknown.FailClosed));
        ConnectionViewModel page = await office.Do(office.ConnectionPage);
        Assert.StartsWith("The connection's settings", page.Text, StringComparison.Ordinal);

        (page.Host, page.User, page.Password.Entered) = ("broker", "clients", "secret");
        Assert.True(await office.Do(page.Save), page.Text);
        Assert.Equal("broker", (await office.Do(() => office.Options().Load()))!.Host);
    }

    [Fact]
    public async Task An_empty_node_is_no_connection()
    {
        await using var office = new Office();
        office.Site.SaveOptions(PluginIds.ConnectionOptions, "<options/>");

        Assert.Null(await office.Do(() => office.Options().Load()));
    }

    [Fact]
    public async Task What_xprotect_refuses_is_said_in_a_sentence()
    {
        await using var office = new Office();
        office.Client.OptionRefusal = "No rights.";

        Assert.Equal("XProtect does not give the connection's settings: No rights.", await office.RefusalOf(() => office.Options().Load()));
        Assert.Equal("XProtect does not take the connection's settings: No rights.", await office.RefusalOf(() => office.Options().Save(Broker)));
        await office.RefusalOf(() => office.Options().Save(PolicyUnknown.FailClosed));
        ConnectionViewModel page = await office.Do(office.ConnectionPage);
        Assert.Equal("XProtect does not give the connection's settings: No rights.", page.Text);
    }
}
