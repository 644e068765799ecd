namespace Auditor.AuditWriter.Tests.Exporting;

/// <summary>Waits for what must come to be.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        DateTime until = DateTime.UtcNow.AddSeconds(60);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, "It did not come to be.");
            await Task.Delay(10);
        }
    }
}
