namespace Auditor.Plugin.Tests;

/// <summary>Waits for what comes from another thread, however long that takes on a busy machine.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition)
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < until, "It did not come true.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
