namespace VideoOS.Platform.Util;

public class TimeInterval
{
    public TimeInterval(DateTime startTime, DateTime endTime)
    {
        StartTime = startTime;
        EndTime = endTime;
    }

    public DateTime StartTime { get; }

    public DateTime EndTime { get; }
}
