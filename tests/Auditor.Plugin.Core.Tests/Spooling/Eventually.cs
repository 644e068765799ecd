namespace Auditor.Plugin.Core.Tests.Spooling;

/// <summary>Waits for something that other threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(condition, () => what);

    public static async Task TrueAsync(Func<bool> condition, Func<string> what)
    {
        long until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < until, "It did not come about: " + what());
            await Task.Delay(10);
        }
    }
}
