namespace Auditor.Standalone.Simulation;

/// <summary>The latest entries that were delivered, so that a second copy of an announcement has no second effect.</summary>
internal sealed class DeliveredEntries
{
    private const int Remembered = 100_000;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = [];

    /// <summary>False when it was delivered before.</summary>
    public bool Add(Guid entryId)
    {
        lock (_gate)
        {
            if (!_known.Add(entryId))
            {
                return false;
            }

            _order.Enqueue(entryId);
            if (_order.Count > Remembered)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
