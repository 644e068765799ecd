using System.Diagnostics;
using Auditor.Contracts;

namespace Auditor.Benchmarks;

/// <summary>Ways to send activities through.</summary>
internal static class Load
{
    /// <summary>Activities on their way at a time: enough that no hop ever waits for the sender.</summary>
    private const int Window = 2000;

    private const int Publishers = 128;

    /// <summary>As many as go through. Returns when the last is back.</summary>
    /// <returns>Activities a second.</returns>
    public static async Task<double> SaturateAsync(Traffic traffic, int count, Func<ActivityObserved> next)
    {
        long started = Stopwatch.GetTimestamp();
        int left = count;
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                while (traffic.Underway >= Window)
                {
                    await Task.Delay(1);
                }

                await traffic.PublishAsync(next());
            }
        })));
        await UntilBackAsync(traffic);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>So many a second, for so long. Returns when the last is back.</summary>
    public static async Task PaceAsync(Traffic traffic, double perSecond, TimeSpan duration, Func<ActivityObserved> next)
    {
        long started = Stopwatch.GetTimestamp();
        var publishing = new List<Task>();
        for (long sent = 0; Stopwatch.GetElapsedTime(started) < duration;)
        {
            for (long due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond); sent < due; sent++)
            {
                publishing.Add(traffic.PublishAsync(next()));
            }

            publishing.RemoveAll(task => task.IsCompletedSuccessfully);
            await Task.Delay(1);
        }

        await Task.WhenAll(publishing);
        await UntilBackAsync(traffic);
    }

    /// <summary>As fast as the broker takes them, whatever becomes of them meanwhile.</summary>
    public static Task FloodAsync(Traffic traffic, int count, Func<ActivityObserved> next)
    {
        int left = count;
        return Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await traffic.PublishAsync(next());
            }
        })));
    }

    public static async Task UntilBackAsync(Traffic traffic)
    {
        while (traffic.Underway > 0)
        {
            await Task.Delay(5);
        }
    }
}
