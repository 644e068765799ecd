namespace Auditor.Plugin.Core.Spooling;

/// <summary>The thread that writes.</summary>
public sealed partial class ActivitySpool
{
    private void Write()
    {
        TimeSpan pause = TimeSpan.Zero;
        while (true)
        {
            try
            {
                if (Take(pause) is not { } batch)
                {
                    return;
                }

                pause = WriteBatch(batch) ? TimeSpan.Zero : LongerThan(pause);
                Enforce();
                UpdateStatus();
                MoreToSend?.Invoke(this, EventArgs.Empty);
            }
            catch (Exception problem)
            {
                // An exception that leaves a thread ends the host. Nothing was taken off the queue, so nothing is lost.
                _log.Error(Where, "The spool could not write; it is tried again.", problem);
                pause = LongerThan(pause);
            }
        }
    }

    private TimeSpan LongerThan(TimeSpan pause) =>
        pause == TimeSpan.Zero ? _options.FirstRetry : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _options.LongestRetry.Ticks));

    /// <summary>Waits for something to write; null when the session ends and there is nothing left, or nothing that the disk takes.</summary>
    private List<PendingActivity>? Take(TimeSpan pause)
    {
        lock (_gate)
        {
            DateTime until = DateTime.UtcNow + pause;
            while (!_ending && until - DateTime.UtcNow is { Ticks: > 0 } left)
            {
                Monitor.Wait(_gate, left);
            }

            while (true)
            {
                // What is safe on the other side already need not be written, unless a question stands in it that is still open.
                _pending.RemoveAll(pending => pending.Sequence <= _live.Released
                    && !(EndedWhileAsking.IsQuestion(pending.Activity) && _asking.Contains(pending.Activity.CorrelationId!.Value)));
                if (_pending.Count > 0 && !(_ending && pause > _options.FirstRetry))
                {
                    return _pending.GetRange(0, Math.Min(_pending.Count, LargestBatch));
                }

                if (_ending)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private bool WriteBatch(List<PendingActivity> batch)
    {
        try
        {
            Store().Append([.. batch.Select(pending => (pending.Activity, pending.Record))]);
        }
        catch (Exception problem)
        {
            // Whatever it is: what the disk does not take is sent from memory, and memory is bounded.
            NotWritten(problem);
            return false;
        }

        foreach (PendingActivity pending in batch)
        {
            if (pending.LeftOut is { } reason)
            {
                _log.Error(Where, $"Activity {pending.Sequence} of this client session could not be written down whole; its details are left out.", reason);
            }
        }

        lock (_gate)
        {
            _pending.RemoveRange(0, batch.Count);
            if (_diskProblem is not null)
            {
                _diskProblem = null;
                _log.Info(Where, "The disk takes activities again.");
            }
        }

        batch.ForEach(pending => pending.Written());
        return true;
    }

    private void NotWritten(Exception problem)
    {
        string words = $"The disk does not take activities ({problem.Message}); they are kept in memory until it does.";
        List<PendingActivity> waiting;
        long lost;
        lock (_gate)
        {
            if (_diskProblem is null)
            {
                _log.Error(Where, words, problem);
            }

            _diskProblem = words;
            waiting = [.. _pending];
            lost = Math.Max(0, _pending.Count - _options.MaximumInMemory);
            if (lost > 0)
            {
                _log.Error(Where, $"Given up: activities {_pending[0].Sequence} to {_pending[(int)lost - 1].Sequence} of this client session; neither the disk nor the services take them.");
                _pending.RemoveRange(0, (int)lost);
                _givenUp += lost;
            }
        }

        waiting.ForEach(pending => pending.NotWritten(words));
    }

    private SessionLog Store()
    {
        if (_store is { } store)
        {
            return store;
        }

        SessionLog made = SessionLog.Create(_folder, SessionId, _protection, _options, _time, _log, _flush);
        Volatile.Write(ref _store, made);
        return made;
    }

    private void Enforce()
    {
        long inMemory;
        lock (_gate)
        {
            inMemory = _pending.Count;
        }

        List<SessionLog> sessions = Sessions();
        // By the time that has passed since the start and not by the clock, which somebody may set.
        TimeSpan here = _time.GetElapsedTime(_started);
        long lost = SpoolBounds.Enforce(sessions, inMemory, _options, here < _options.ChanceToSend ? null : _startedAt + here);
        lock (_gate)
        {
            _givenUp += lost;
        }

        Warn(sessions.Sum(session => session.Waiting) + inMemory);
    }

    /// <summary>Says it at half, and at each further eighth of the room.</summary>
    private void Warn(long waiting)
    {
        int eighths = (int)(waiting * 8 / _options.MaximumActivities);
        if (eighths > _warned && waiting >= _options.MaximumActivities * _options.WarnFrom)
        {
            _log.Error(Where, $"{waiting} of at most {_options.MaximumActivities} activities wait to be sent. Beyond, the oldest are lost: see to the connection to the broker.");
        }

        _warned = eighths;
    }

    /// <summary>After the last write, and when nobody sends any more.</summary>
    private void CloseStore()
    {
        SessionLog? store = Interlocked.Exchange(ref _store, null);
        if (store is null)
        {
            return;
        }

        bool allSent = store.Waiting == 0 && _live.Released >= Interlocked.Read(ref _sequence) && _asking.Count == 0;
        lock (_storeGate)
        {
            if (allSent)
            {
                store.DeleteAll();
            }
            else
            {
                store.Dispose();
            }
        }
    }
}
