using Auditor.Contracts;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// A session that another run of the client left behind. Read from its beginning, because a question may stand where all is
/// released; what the client could not say any more is appended before the session is finished.
/// </summary>
internal sealed class EarlierSession(SessionLog files) : ISpooledSession, IDisposable
{
    private EndedWhileAsking _asking = new();
    private long _read;

    public SessionLog Files => files;

    public SpooledRecord? Next()
    {
        while (files.Next(_read) is { } record)
        {
            _read = record.Sequence;
            Follow(record);
            if (record.Sequence > files.Released)
            {
                return record;
            }
        }

        return null;
    }

    public void Release(long sequence) => files.Release(sequence);

    public void Rewind()
    {
        files.Rewind();
        _asking = new EndedWhileAsking();
        _read = 0;
    }

    public bool TryFinish()
    {
        IReadOnlyList<ActivityObserved> expiries = _asking.Expiries(files.Last);
        if (expiries.Count > 0)
        {
            files.Append([.. expiries.Select(expiry => (expiry, new SpooledRecord(expiry.SequenceNumber, expiry.ObservedAt, WireFormat.Serialize(expiry))))]);
            return false;
        }

        files.DeleteAll();
        return true;
    }

    public void Dispose() => files.Dispose();

    private void Follow(SpooledRecord record)
    {
        try
        {
            _asking.Take(WireFormat.Deserialize<ActivityObserved>(record.Body));
        }
        catch (WireException)
        {
            // A newer plugin's shape: it is sent as it is, and its questions are not ours to end.
        }
    }
}
