namespace Auditor.Notifier.Destinations.Syslog;

/// <summary>
/// What was sent last on a connection. When it breaks, nobody knows whether the receiver has read it all: it is sent again
/// (docs/decisions/0033).
/// </summary>
internal sealed class SentFrames(TimeProvider time)
{
    /// <summary>Longer than a receiver needs to read, and than it takes until bytes that nobody confirms break the connection.</summary>
    public static readonly TimeSpan InDoubtFor = TimeSpan.FromSeconds(60);

    /// <summary>How often one is sent again: a receiver that closes every connection after a short while must not get the same for ever.</summary>
    public const int MostRepeats = 2;

    /// <summary>More than the buffers of both machines hold.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    private readonly Queue<Sent> _frames = new();
    private long _bytes;

    public IEnumerable<byte[]> Frames => _frames.Select(sent => sent.Frame);

    public int Count => _frames.Count;

    /// <summary>They were sent now.</summary>
    public void Add(IEnumerable<byte[]> frames) => Add(frames.Select(frame => new Sent(frame, 0, 0)));

    /// <summary>Keeps what was sent shortly before the connection broke; the receiver has had time to read the rest.</summary>
    public void ForgetSentBefore(long brokenAt)
    {
        while (_frames.TryPeek(out Sent? first) && (_bytes > MostBytes || time.GetElapsedTime(first.At, brokenAt) > InDoubtFor))
        {
            _frames.Dequeue();
            _bytes -= first.Frame.Length;
        }
    }

    /// <summary>They were sent again, now, on another connection.</summary>
    public void SentAgain()
    {
        Sent[] again = [.. _frames.Where(sent => sent.Repeats + 1 < MostRepeats)];
        _frames.Clear();
        _bytes = 0;
        Add(again.Select(sent => sent with { Repeats = sent.Repeats + 1 }));
    }

    private void Add(IEnumerable<Sent> frames)
    {
        long now = time.GetTimestamp();
        foreach (Sent sent in frames)
        {
            _frames.Enqueue(sent with { At = now });
            _bytes += sent.Frame.Length;
        }

        ForgetSentBefore(now);
    }

    private sealed record Sent(byte[] Frame, long At, int Repeats);
}
