using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>Reading what was appended, and letting go of it.</summary>
internal sealed partial class SessionLog
{
    /// <summary>How many activities are not known to be safe on the other side.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate)
            {
                return _segments.Sum(segment => segment.CountAfter(_released));
            }
        }
    }

    /// <summary>When the oldest of them was observed, in UTC ticks and to the second; null when none waits.</summary>
    public long? OldestWaitingTicks
    {
        get
        {
            lock (_gate)
            {
                return _segments.Find(segment => segment.Last > _released)?.TicksAfter(_released);
            }
        }
    }

    /// <summary>The first record with a number higher than <paramref name="after"/>, of those not read yet since <see cref="Rewind"/>; null when there is none now.</summary>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public SpooledRecord? Next(long after)
    {
        while (true)
        {
            long durable;
            Segment? next;
            lock (_gate)
            {
                if (_reader is null && _segments.Find(segment => segment.Last > after && segment.DurableLength > 0) is { } unread)
                {
                    _reader = new SegmentReader(unread, _reading);
                }

                if (_reader is null)
                {
                    return null;
                }

                durable = _reader.Segment.DurableLength;
                next = NextSegment(_reader.Segment);
            }

            Segment reading = _reader.Segment;
            if (_reader.Next(durable, (from, length, followed) => Damaged(reading, from, length, followed || next is not null)) is { } record)
            {
                if (record.Sequence > after)
                {
                    return record;
                }

                continue;
            }

            if (next is null)
            {
                return null;
            }

            lock (_gate)
            {
                // It may have been given up in between; then reading goes on with what is there.
                _reader.Dispose();
                _reader = _segments.Contains(next) ? new SegmentReader(next, _reading) : null;
            }
        }
    }

    /// <summary>Reading starts again from the first record.</summary>
    public void Rewind() => CloseReader();

    /// <summary>Everything up to this number is safe on the other side.</summary>
    public void Release(long sequence)
    {
        lock (_gate)
        {
            _released = Math.Max(_released, sequence);
        }

        DeleteReleased();
        if (Released - _saved >= SaveEvery)
        {
            SaveReleased();
        }
    }

    /// <summary>Remembers across restarts what was released. Never throws.</summary>
    public void SaveReleased()
    {
        long released = Released;
        if (released == _saved)
        {
            return;
        }

        try
        {
            _mark.Write(released);
            _saved = released;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Then some activities are sent twice after a restart, and recorded once.
        }
    }

    /// <summary>Gives up the oldest segment that still waits, unless it is the session's last.</summary>
    /// <param name="observedBefore">Only when all of it was observed before (UTC ticks).</param>
    /// <returns>How many activities were given up.</returns>
    public long GiveUpOldest(long observedBefore)
    {
        long from, to, lost;
        Segment oldest;
        lock (_gate)
        {
            int at = _segments.FindIndex(segment => segment.Last > _released);
            if (at < 0 || at == _segments.Count - 1 || _segments[at] == _writer?.Segment || _segments[at].NewestTicks >= observedBefore)
            {
                return 0;
            }

            oldest = _segments[at];
            lost = oldest.CountAfter(_released);
            from = Math.Max(oldest.First, _released + 1);
            to = _released = oldest.Last;
            oldest.Asking.Clear();
        }

        _log.Error(Where, $"Given up: activities {from} to {to} of client session {Session} ({lost} of them) could not be sent in time. The services will declare them missing.");
        return lost;
    }

    /// <summary>Deletes what is released and needed no more.</summary>
    public void DeleteReleased()
    {
        List<Segment> done;
        lock (_gate)
        {
            // The last one stays: it says up to which number the session came.
            done = [.. _segments.Take(_segments.Count - 1).Where(segment => segment.Last <= _released && segment.Asking.Count == 0 && segment != _writer?.Segment && segment != _reader?.Segment)];
            _segments.RemoveAll(done.Contains);
        }

        foreach (Segment segment in done)
        {
            TryDelete(segment.Path);
        }
    }

    /// <summary>All is released and the session is over: nothing of it stays. The lock is given back.</summary>
    public void DeleteAll()
    {
        Dispose();
        try
        {
            Directory.Delete(_sessionFolder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _log.Error(Where, "The folder of a finished client session cannot be deleted; it is tried again at the next start.", problem);
        }
    }

    /// <summary>By place and not by number: a failed write leaves records that stand in the next file again, and numbers in a file may be damaged.</summary>
    private Segment? NextSegment(Segment read) => _segments.SkipWhile(segment => segment != read).Skip(1).FirstOrDefault(segment => segment.DurableLength > 0);

    private void CloseReader()
    {
        lock (_gate)
        {
            _reader?.Dispose();
            _reader = null;
        }
    }

    private void Damaged(Segment segment, long from, long length, bool inTheMiddle)
    {
        string name = Path.GetFileName(segment.Path);
        if (!inTheMiddle)
        {
            _log.Error(Where, $"Client session {Session}: the last {length} bytes of '{name}' are no whole record and are left out.");
            return;
        }

        string kept = Path.Combine(SessionFolder.Damaged(_folder), $"{Session:D}-{name}.damaged");
        _log.Error(
            Where,
            $"Client session {Session}: {length} bytes at {from} of '{name}' are damaged. The activities in them cannot be sent and the services will declare them missing; a copy is kept as '{kept}'.");
        try
        {
            OwnerOnlyFolder.Create(SessionFolder.Damaged(_folder));
            File.Copy(segment.Path, kept, overwrite: true);
            File.Copy(Path.Combine(_sessionFolder, SessionKey.FileName), Path.Combine(SessionFolder.Damaged(_folder), $"{Session:D}-{SessionKey.FileName}"), overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _log.Error(Where, "The damaged file could not be copied.", problem);
        }
    }
}
