namespace Auditor.Plugin.Core.Spooling;

/// <summary>How this session is sent.</summary>
public sealed partial class ActivitySpool
{
    /// <summary>Reads from the disk what is on it and, while the disk fails, from memory what is not.</summary>
    private sealed class Live(ActivitySpool spool) : ISpooledSession
    {
        private long _read;
        private long _released;

        public long Released => Interlocked.Read(ref _released);

        public SpooledRecord? Next()
        {
            lock (spool._storeGate)
            {
                // Memory first: what is missing in it by then is on the disk when that is asked, and cannot slip through between the two.
                SpooledRecord? inMemory = FromMemory();
                SpooledRecord? record = Volatile.Read(ref spool._store)?.Next(_read) ?? inMemory;
                _read = record?.Sequence ?? _read;
                return record;
            }
        }

        public void Release(long sequence)
        {
            if (sequence > _released)
            {
                Interlocked.Exchange(ref _released, sequence);
            }

            lock (spool._storeGate)
            {
                Volatile.Read(ref spool._store)?.Release(sequence);
            }
        }

        public void Rewind()
        {
            lock (spool._storeGate)
            {
                Volatile.Read(ref spool._store)?.Rewind();
                _read = Released;
            }
        }

        public bool TryFinish()
        {
            lock (spool._storeGate)
            {
                Volatile.Read(ref spool._store)?.SaveReleased();
            }

            return false;
        }

        private SpooledRecord? FromMemory()
        {
            lock (spool._gate)
            {
                if (spool._diskProblem is null || spool._pending.Count == 0)
                {
                    return null;
                }

                // The queue is in the order of the numbers.
                int low = 0;
                int high = spool._pending.Count;
                while (low < high)
                {
                    int middle = (low + high) / 2;
                    (low, high) = spool._pending[middle].Sequence > _read ? (low, middle) : (middle + 1, high);
                }

                return low == spool._pending.Count ? null : spool._pending[low].Record;
            }
        }
    }
}
