namespace Auditor.Notifier.Tests;

/// <summary>Waits for what must happen, for as long as a slow machine may need.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<Task<bool>> look)
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (!await look())
        {
            Assert.True(DateTime.UtcNow < until, "It did not become true in time.");
            await Task.Delay(20);
        }
    }
}
