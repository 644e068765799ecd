namespace Auditor.RuleService.Tests;

/// <summary>Waits for what must happen, for as long as a slow machine may need.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task<T> GetAsync<T>(Func<T?> look)
        where T : class
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < until)
        {
            if (look() is { } found)
            {
                return found;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"No {typeof(T).Name} came within {Patience}.");
    }

    public static async Task TrueAsync(Func<Task<bool>> look, TimeSpan? patience = null)
    {
        DateTime until = DateTime.UtcNow + (patience ?? Patience);
        while (!await look())
        {
            Assert.True(DateTime.UtcNow < until, "It did not become true in time.");
            await Task.Delay(20);
        }
    }
}
