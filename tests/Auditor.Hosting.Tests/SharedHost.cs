namespace Auditor.Hosting.Tests;

/// <summary>One host for the tests of a class that do not get in each other's way.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal AccessHost Host { get; private set; } = null!;

    // All of it is asked by one address within a minute.
    public async ValueTask InitializeAsync() =>
        Host = await AccessHost.StartAsync(configure: null, "--Auditor:Access:SignInsPerMinute=10000", "--Auditor:Access:RequestsPerMinutePerAddress=1000000");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
