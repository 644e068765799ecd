namespace Auditor.Plugin.Core.Prompting;

/// <summary>Waits for an activity to be on the disk, but not for ever.</summary>
internal static class DiskWait
{
    /// <param name="onDisk">Ends, well or badly, when the disk has answered.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="time">Timers.</param>
    /// <param name="then">Called once, from any thread; at once when the disk has answered already. Must not throw.</param>
    public static void Then(Task onDisk, TimeSpan patience, TimeProvider time, Action then)
    {
        if (onDisk.IsCompleted)
        {
            _ = onDisk.Exception;
            then();
            return;
        }

        int called = 0;
        ITimer? timer = null;
        timer = time.CreateTimer(_ => Once(), null, patience, Timeout.InfiniteTimeSpan);
        _ = onDisk.ContinueWith(
            disk =>
            {
                _ = disk.Exception;
                Once();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        void Once()
        {
            if (Interlocked.Exchange(ref called, 1) == 0)
            {
                timer?.Dispose();
                then();
            }
        }
    }
}
