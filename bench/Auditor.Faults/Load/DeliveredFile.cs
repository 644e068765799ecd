using System.Globalization;

namespace Auditor.Faults.Load;

/// <summary>
/// What Event Server delivered, over its own restarts: one line an effect, with all that its report will say, so that each report is the same one.
/// </summary>
internal sealed class DeliveredFile(string path)
{
    private readonly Dictionary<Guid, Delivery> _deliveries = [];

    /// <summary>Effects by entry, read from the file; more than one is what must not be.</summary>
    public static Dictionary<Guid, int> CountEffects(string path)
    {
        var effects = new Dictionary<Guid, int>();
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            var entryId = Guid.Parse(line.Split(' ')[0]);
            effects[entryId] = effects.GetValueOrDefault(entryId) + 1;
        }

        return effects;
    }

    /// <summary>Forgets everything but the file.</summary>
    public void Open()
    {
        lock (_deliveries)
        {
            _deliveries.Clear();
            foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                string[] words = line.Split(' ');
                var delivery = new Delivery(Guid.Parse(words[0]), Guid.Parse(words[1]), DateTimeOffset.Parse(words[2], CultureInfo.InvariantCulture));
                _deliveries[delivery.EntryId] = delivery;
            }
        }
    }

    /// <summary>The effect of an entry, which happens now if it has not happened yet.</summary>
    public Delivery Deliver(Guid entryId)
    {
        lock (_deliveries)
        {
            if (!_deliveries.TryGetValue(entryId, out Delivery? delivery))
            {
                delivery = new Delivery(entryId, Guid.CreateVersion7(), DateTimeOffset.UtcNow);
                File.AppendAllText(path, $"{delivery.EntryId} {delivery.DeliveryId} {delivery.DeliveredAt:O}\n");
                _deliveries.Add(entryId, delivery);
            }

            return delivery;
        }
    }

    /// <param name="EntryId">The entry.</param>
    /// <param name="DeliveryId">Of its report.</param>
    /// <param name="DeliveredAt">When its effect was (UTC).</param>
    internal sealed record Delivery(Guid EntryId, Guid DeliveryId, DateTimeOffset DeliveredAt);
}
