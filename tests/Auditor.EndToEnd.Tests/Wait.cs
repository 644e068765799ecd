namespace Auditor.EndToEnd.Tests;

/// <summary>Waits for something that will be so, soon on an idle machine and later on a busy one.</summary>
internal static class Wait
{
    // After a restart of the broker a receive endpoint tries again at growing intervals of up to a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    public static async Task UntilAsync(string what, Func<Task<bool>> condition, Func<string>? explain = null)
    {
        DateTime until = DateTime.UtcNow + Patience;
        Exception? last = null;
        while (DateTime.UtcNow < until)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException notYet)
            {
                last = notYet;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Not {what} after {Patience}. {last?.Message}\n{explain?.Invoke()}");
    }
}
