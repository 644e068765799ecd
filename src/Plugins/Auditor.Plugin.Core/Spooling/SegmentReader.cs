namespace Auditor.Plugin.Core.Spooling;

/// <summary>Reads one segment file from its beginning, as far as it is flushed. For one thread.</summary>
internal sealed class SegmentReader(Segment segment, RecordCipher cipher) : IDisposable
{
    private readonly FileStream _file = new(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
    private long _position;

    public Segment Segment { get; } = segment;

    /// <summary>The next whole record, or null when there is none up to <paramref name="durableLength"/>.</summary>
    /// <param name="durableLength">Where to stop.</param>
    /// <param name="damage">Called with the position and the number of bytes of what had to be skipped, and whether a whole record follows it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SpooledRecord? Next(long durableLength, Action<long, long, bool> damage)
    {
        long? damagedFrom = null;
        while (_position < durableLength)
        {
            if (_file.Position != _position)
            {
                _file.Position = _position;
            }

            if (RecordFrame.Read(_file, cipher) is { } record)
            {
                if (damagedFrom is { } from)
                {
                    damage(from, _position - from, true);
                }

                _position = _file.Position;
                return record;
            }

            damagedFrom ??= _position;
            _position = SegmentSurvey.NextHeader(_file, _position + 1);
        }

        if (damagedFrom is { } tail)
        {
            damage(tail, durableLength - tail, false);
        }

        return null;
    }

    public void Dispose() => _file.Dispose();
}
