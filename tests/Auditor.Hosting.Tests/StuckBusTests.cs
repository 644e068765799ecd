using Auditor.Hosting.Bus;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auditor.Hosting.Tests;

/// <summary>A host whose bus does not come back although the broker is there ends itself; any other trouble is no reason to.</summary>
public sealed class StuckBusTests : IDisposable
{
    private readonly ApplicationLifetime _host = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly StuckBus _bus;

    public StuckBusTests() => _bus = new StuckBus(bus: null!, broker: null!, _host, TimeProvider.System, NullLogger<StuckBus>.Instance);

    private bool IsEnding => _host.ApplicationStopping.IsCancellationRequested;

    [Fact]
    public async Task A_bus_that_worked_and_does_not_come_back_ends_the_host()
    {
        await LookAsync(times: 1, well: true, there: true);
        await LookAsync(StuckBus.Patience - 1, well: false, there: true);
        Assert.False(IsEnding);

        await LookAsync(times: 1, well: false, there: true);
        Assert.True(IsEnding);
        Assert.True(_bus.Ended);
    }

    [Fact]
    public async Task A_bus_that_comes_back_has_all_its_time_again()
    {
        await LookAsync(times: 1, well: true, there: true);
        await LookAsync(StuckBus.Patience - 1, well: false, there: true);
        await LookAsync(times: 1, well: true, there: true);
        await LookAsync(StuckBus.Patience - 1, well: false, there: true);

        Assert.False(IsEnding);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for()
    {
        await LookAsync(times: 1, well: true, there: true);
        await LookAsync(times: 1000, well: false, there: false);
        await LookAsync(StuckBus.Patience - 1, well: false, there: true);
        await LookAsync(times: 1, well: false, there: false);
        await LookAsync(StuckBus.Patience - 1, well: false, there: true);

        Assert.False(IsEnding);
    }

    [Fact]
    public async Task A_bus_that_never_worked_is_not_helped_by_a_new_start()
    {
        await LookAsync(times: 1000, well: false, there: true);

        Assert.False(IsEnding);
    }

    public void Dispose() => _bus.Dispose();

    private async Task LookAsync(int times, bool well, bool there)
    {
        for (int i = 0; i < times; i++)
        {
            await _bus.LookAsync(well, () => Task.FromResult(there));
        }
    }
}
