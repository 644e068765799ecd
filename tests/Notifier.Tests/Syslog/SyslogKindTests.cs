using Auditor.Hosting;
using Auditor.Hosting.Api;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Syslog;
using Auditor.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier.Tests.Syslog;

public sealed class SyslogKindTests
{
    [Theory]
    [InlineData("", 6514, "STRUCTURED_DATA", 13, "destination.syslog.host")]
    [InlineData("siem example", 6514, "STRUCTURED_DATA", 13, "destination.syslog.host")]
    [InlineData("tcp://siem", 6514, "STRUCTURED_DATA", 13, "destination.syslog.host")]
    [InlineData("siem", 0, "STRUCTURED_DATA", 13, "destination.syslog.port")]
    [InlineData("siem", 65_536, "STRUCTURED_DATA", 13, "destination.syslog.port")]
    [InlineData("siem", 6514, "LEEF", 13, "destination.syslog.format")]
    [InlineData("siem", 6514, "CEF", 24, "destination.syslog.facility")]
    public void What_is_wrong_is_named_by_its_field(string host, int port, string format, int facility, string field)
    {
        FieldProblem problem = Assert.Single(Check(new SyslogSettings { Host = host, Port = port, Format = format, Facility = facility }));

        Assert.Equal(field, problem.Field);
    }

    [Theory]
    [InlineData("siem.example.com")]
    [InlineData("10.0.0.7")]
    [InlineData("fd00::7")]
    public void Names_and_addresses_are_fine(string host) => Assert.Empty(Check(new SyslogSettings { Host = host }));

    [Theory]
    [InlineData("Auditor:Notifier:Syslog:EnterpriseNumber", "0")]
    [InlineData("Auditor:Notifier:Syslog:EnterpriseNumber", "4294967296")]
    [InlineData("Auditor:Notifier:Syslog:HostName", "two words")]
    [InlineData("Auditor:Notifier:Syslog:MaximumBytes", "100")]
    public void Bad_configuration_names_the_key(string key, string value)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();
        using ServiceProvider services = new ServiceCollection().AddSingleton(configuration).AddSyslog(configuration).BuildServiceProvider();

        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SyslogOptions>>().Value);

        Assert.Contains(key + " must be", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_authorities_that_is_not_there_stops_the_start()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [TrustedCertificates.Key] = "/nowhere/ca.pem" }).Build();

        var problem = Assert.Throws<UnusableConfigurationException>(() => new ServiceCollection().AddSyslog(configuration));

        Assert.StartsWith(TrustedCertificates.Key, problem.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<FieldProblem> Check(SyslogSettings settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().Build();
        using ServiceProvider services = new ServiceCollection().AddSingleton(configuration).AddSyslog(configuration).BuildServiceProvider();
        IDestinationKind kind = Assert.Single(services.GetServices<IDestinationKind>());
        return [.. kind.Check(new Destination { Kind = DestinationKinds.Syslog, Syslog = settings }, null)];
    }
}
