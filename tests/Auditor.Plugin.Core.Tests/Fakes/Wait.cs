using System.Diagnostics;

namespace Auditor.Plugin.Core.Tests.Fakes;

internal static class Wait
{
    /// <summary>For what happens on another thread. Fails after long enough for any machine.</summary>
    public static async Task Until(Func<bool> happened)
    {
        long start = Stopwatch.GetTimestamp();
        while (!happened())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "It did not happen.");
            await Task.Delay(5);
        }
    }
}
