using Auditor.Hosting.Bus;
using Auditor.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auditor.Hosting.Tests;

public sealed class SettingsInForceTests
{
    [Fact]
    public void Each_setting_says_where_it_comes_from_and_what_nothing_reads_is_told()
    {
        SettingList settings = Read("--Auditor:Bus:Prefetch=17", "--Auditor:Bus:Prefech=18");

        Assert.Equal(new SettingView("Auditor:Bus:Prefetch", "17", "command line", Known: true), Of(settings, "Auditor:Bus:Prefetch"));
        Assert.Equal("default", Of(settings, "Auditor:Bus:Retries").Source);
        Assert.Equal("3", Of(settings, "Auditor:Bus:Retries").Value);
        Assert.False(Of(settings, "Auditor:Bus:Prefech").Known);
        Assert.All(settings.Settings.Where(setting => setting.Key != "Auditor:Bus:Prefech"), setting => Assert.True(setting.Known, setting.Key));
    }

    [Theory]
    [InlineData("ConnectionStrings:rabbitmq", "amqp://service:hunter2@broker:5672/auditor", "amqp://service@broker:5672/auditor")]
    [InlineData("ConnectionStrings:mongodb", "mongodb://service:hunter2@one:27017,two:27017/log?authSource=log", "set, not shown")]
    [InlineData("Auditor:Something:Password", "hunter2", "set, not shown")]
    [InlineData("Auditor:Something:ApiToken", "hunter2", "set, not shown")]
    public void No_secret_is_shown(string key, string value, string shown)
    {
        SettingView setting = Of(Read($"--{key}={value}"), key);

        Assert.Equal(shown, setting.Value);
        Assert.DoesNotContain("hunter2", setting.Value!, StringComparison.Ordinal);
    }

    private static SettingView Of(SettingList settings, string key) => Assert.Single(settings.Settings, setting => setting.Key == key);

    private static SettingList Read(params string[] arguments)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSettings<BusOptions>(BusOptions.Section);
        services.AddSingleton<SettingsInForce>();
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<SettingsInForce>().Read();
    }
}
