namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>
/// What was sent last on a connection. When it breaks, nobody knows whether the receiver has read it all: it is sent again
/// (docs/decisions/0033).
/// </summary>
internal sealed class SentFrames(TimeProvider time)
{
    /// <summary>Longer than a receiver needs to read, and than it takes until bytes that nobody confirms break the connection.</summary>
    public static readonly TimeSpan InDoubtFor = TimeSpan.FromSeconds(60);

    /// <summary>More than the buffers of both machines hold.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    private readonly Queue<(byte[] Frame, long SentAt)> _frames = new();
    private long _bytes;

    public IEnumerable<byte[]> Frames => _frames.Select(frame => frame.Frame);

    public int Count => _frames.Count;

    /// <summary>They were sent now.</summary>
    public void Add(IEnumerable<byte[]> frames)
    {
        long now = time.GetTimestamp();
        foreach (byte[] frame in frames)
        {
            _frames.Enqueue((frame, now));
            _bytes += frame.Length;
        }

        ForgetSentBefore(now);
    }

    /// <summary>Keeps what was sent shortly before the connection broke; the receiver has had time to read the rest.</summary>
    public void ForgetSentBefore(long brokenAt)
    {
        while (_frames.TryPeek(out (byte[] Frame, long SentAt) first) && (_bytes > MostBytes || time.GetElapsedTime(first.SentAt, brokenAt) > InDoubtFor))
        {
            _frames.Dequeue();
            _bytes -= first.Frame.Length;
        }
    }

    /// <summary>They were sent again, now, on another connection.</summary>
    public void SentAgain()
    {
        byte[][] frames = [.. Frames];
        _frames.Clear();
        _bytes = 0;
        Add(frames);
    }
}
