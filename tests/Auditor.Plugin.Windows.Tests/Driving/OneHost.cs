namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>One run of the host for all tests of a class; each leaves the screen as it found it.</summary>
public sealed class OneHost(Wine wine) : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await wine.StartHostAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
