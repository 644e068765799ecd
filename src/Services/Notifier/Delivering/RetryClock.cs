using Auditor.Storage;

namespace Auditor.Notifier.Delivering;

/// <summary>
/// When a destination that fails is due, and for how long it was really tried. By a clock that does not step: a wrong time of day must
/// neither stop the attempts nor give a destination up.
/// </summary>
internal sealed class RetryClock(TimeProvider time)
{
    /// <summary>An attempt itself may take so long and still counts whole as trying.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromMinutes(10);

    private TimeSpan _pause;
    private long _since = time.GetTimestamp();

    /// <summary>How long until the next attempt; zero when it is due.</summary>
    public TimeSpan Left => time.GetElapsedTime(_since) is var passed && passed < _pause ? _pause - passed : TimeSpan.Zero;

    /// <summary>Goes on with a pause that was kept by the time of day. One that nobody can have set is over.</summary>
    /// <param name="progress">What was kept.</param>
    /// <param name="longest">Longest pause there is.</param>
    public void Resume(DeliveryProgress progress, TimeSpan longest)
    {
        TimeSpan left = progress.NextAttemptAt - time.GetUtcNow() ?? TimeSpan.Zero;
        Restart(left > TimeSpan.Zero && left <= longest ? left : TimeSpan.Zero);
    }

    /// <summary>An attempt has failed.</summary>
    /// <param name="pause">Until the next.</param>
    /// <returns>How long it was tried since the attempt before; not the time in which nothing waited, or nobody was there to try.</returns>
    public TimeSpan Failed(TimeSpan pause)
    {
        TimeSpan passed = time.GetElapsedTime(_since);
        TimeSpan most = _pause + LongestAttempt;
        Restart(pause);
        return passed < most ? passed : most;
    }

    /// <summary>The next attempt is due now.</summary>
    public void Hurry() => _pause = TimeSpan.Zero;

    private void Restart(TimeSpan pause)
    {
        _pause = pause;
        _since = time.GetTimestamp();
    }
}
