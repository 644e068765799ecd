using Auditor.Contracts;
using Auditor.Plugin.Core.Connections;

namespace Auditor.Plugin.Core.Tests.Connections;

public sealed class ConnectionSettingsTests
{
    private static readonly ConnectionSettings Settings = new()
    {
        Host = "mq.harbour.example",
        Port = 5671,
        VirtualHost = "auditor",
        UseTls = true,
        TlsServerName = "mq",
        User = "auditor-client",
        Password = "p<&>\"' ü",
        WhenPolicyUnknown = PolicyUnknown.FailClosed,
    };

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Settings, ConnectionSettings.FromXml(Settings.ToXml()));

    [Fact]
    public void It_is_found_within_what_the_host_puts_around_it() =>
        Assert.Equal(Settings, ConnectionSettings.FromXml("<options><x/>" + Settings.ToXml() + "</options>"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<somethingElse/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><auditorConnection><host>&b;</host></auditorConnection>")]
    public void What_is_not_ours_is_none(string? xml) => Assert.Null(ConnectionSettings.FromXml(xml));

    [Fact]
    public void What_is_missing_has_its_usual_value()
    {
        ConnectionSettings read = ConnectionSettings.FromXml("<auditorConnection><host>h</host><tls>false</tls></auditorConnection>")!;

        Assert.Equal(ConnectionSettings.PlainPort, read.Port);
        Assert.Equal("/", read.VirtualHost);
    }

    [Fact]
    public void Problems_name_their_field()
    {
        ConnectionSettings empty = new() { Port = 0, VirtualHost = "" };

        Assert.Equal(["Host", "User", "VirtualHost", "Port", "Password"], empty.Problems().Select(problem => problem.Field));
        Assert.Empty(Settings.Problems());
        Assert.Contains((Settings with { Host = "amqp://mq" }).Problems(), problem => problem.Field == "Host");
    }

    [Fact]
    public void Its_text_for_logs_holds_no_password() => Assert.DoesNotContain(Settings.Password, Settings.ToString(), StringComparison.Ordinal);
}
