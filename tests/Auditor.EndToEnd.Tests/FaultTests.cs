using System.Net;
using Auditor.Contracts;

namespace Auditor.EndToEnd.Tests;

/// <summary>Things break in mid-stream; what was confirmed to its sender is in the log exactly once all the same.</summary>
public sealed class FaultTests
{
    private const int Stream = 1500;

    [Fact]
    public async Task RuleService_killed_in_mid_stream()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await ThroughAsync(way, async () =>
        {
            await way.Rules.KillAsync();
            await way.Rules.DisposeAsync();
            await way.StartRulesAsync();
        });
    }

    [Fact]
    public async Task AuditWriter_killed_in_mid_stream()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await ThroughAsync(way, async () =>
        {
            await way.Writer.KillAsync();
            await way.Writer.DisposeAsync();
            await way.StartWriterAsync();
        });
    }

    [Fact]
    public async Task Broker_restarted_in_mid_stream()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await ThroughAsync(way, async () =>
        {
            Task restart = Broker.RestartAsync(down: TimeSpan.FromSeconds(3));
            await Wait.UntilAsync("not ready", async () => await way.Writer.StatusAsync("/health/ready") == HttpStatusCode.ServiceUnavailable);
            Assert.Equal(HttpStatusCode.OK, await way.Writer.StatusAsync("/health/live"));
            await restart;
            await way.Writer.UntilReadyAsync();
            await way.Rules.UntilReadyAsync();
        });
    }

    [Fact]
    public async Task Two_of_each_share_the_work_and_one_of_each_is_killed()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await using ServiceProcess secondRules = await way.StartAnotherRulesAsync();
        await using ServiceProcess secondWriter = await way.StartAnotherWriterAsync();
        await ThroughAsync(way, async () =>
        {
            await secondRules.KillAsync();
            await secondWriter.KillAsync();
        });
    }

    [Fact]
    public async Task A_service_that_is_told_to_stop_finishes_what_it_has_and_ends_well()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await ThroughAsync(way, async () =>
        {
            Assert.Equal(0, await way.Writer.StopAsync());
            await way.Writer.DisposeAsync();
            await way.StartWriterAsync();
        });
    }

    /// <summary>Publishes a stream, does the worst in the middle of it, and then holds the log to every activity.</summary>
    private static async Task ThroughAsync(WholeWay way, Func<Task> theWorst)
    {
        ActivityObserved[] activities = Activities.Make(Stream);
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task publishing = Task.Run(async () =>
        {
            for (int i = 0; i < activities.Length; i++)
            {
                await way.Publisher.PublishAsync(activities[i]);
                if (i == Stream / 3)
                {
                    half.TrySetResult();
                }
            }
        });
        await half.Task;
        await theWorst();
        await publishing;

        await AuditLogReader.AssertExactlyOnceAsync(way.Writer, activities);
        await way.AssertProvenAsync(Stream);
    }
}
