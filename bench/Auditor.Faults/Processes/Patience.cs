namespace Auditor.Faults.Processes;

/// <summary>Tries again what a busy machine, or a system that recovers, does not answer at once.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="TimeoutException">It has not come about in two minutes.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        if (!await TryUntilAsync(condition, Longest))
        {
            throw new TimeoutException($"Not so after {Longest.TotalMinutes} minutes.");
        }
    }

    /// <returns>Whether it came about.</returns>
    public static async Task<bool> TryUntilAsync(Func<Task<bool>> condition, TimeSpan longest)
    {
        DateTime until = DateTime.UtcNow + longest;
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            if (DateTime.UtcNow > until)
            {
                return false;
            }

            await Task.Delay(Pause);
        }
    }

    /// <exception cref="HttpRequestException">It has not answered in two minutes.</exception>
    public static async Task<T> WithAsync<T>(Func<Task<T>> work)
    {
        DateTime until = DateTime.UtcNow + Longest;
        while (true)
        {
            try
            {
                return await work();
            }
            catch (HttpRequestException) when (DateTime.UtcNow < until)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
