using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>What a notification leaves for those who watch.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task What_was_published_and_what_was_notified_are_in_the_trace_of_the_entry()
    {
        var steps = new ConcurrentBag<(string TraceId, string Name)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Auditor" or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = step => steps.Add((step.TraceId.ToHexString(), step.OperationName)),
        };
        ActivitySource.AddActivityListener(listener);
        var measured = new ConcurrentBag<string>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, it) => it.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<long>((instrument, _, _, _) => measured.Add(instrument.Name));
        meters.Start();

        await using DeliveryHost host = await DeliveryHost.StartAsync();
        await host.SubscribeAsync("a");
        await host.AppendAsync(1, 1);
        await host.UntilGotAsync("a", 1);

        string trace = host.Receivers["a"].Got[0].Entry.EntryId.ToString("N");
        string[] wanted = ["auditor.audit-writer.changes receive", "notified"];
        await DeliveryHost.UntilAsync(() => Task.FromResult(wanted.All(name => steps.Contains((trace, name)))));
        Assert.Contains("auditor.notifications.delivered", measured);
        Assert.Contains("auditor.notifications.backlog", measured);
    }
}
