namespace Auditor.Standalone.Simulation;

/// <summary>The latest entries that were delivered, so that a second copy of an announcement has no second effect.</summary>
internal sealed class DeliveredEntries
{
    private const int Remembered = 100_000;

    private readonly Lock gate = new();
    private readonly HashSet<Guid> known = [];
    private readonly Queue<Guid> order = [];

    /// <summary>False when it was delivered before.</summary>
    public bool Add(Guid entryId)
    {
        lock (this.gate)
        {
            if (!this.known.Add(entryId))
            {
                return false;
            }

            this.order.Enqueue(entryId);
            if (this.order.Count > Remembered)
            {
                this.known.Remove(this.order.Dequeue());
            }

            return true;
        }
    }
}
