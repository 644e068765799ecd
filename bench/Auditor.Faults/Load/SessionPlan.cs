namespace Auditor.Faults.Load;

/// <summary>One client session, decided before it runs: in which order its activities go out, which never do, and how it ends.</summary>
internal sealed record SessionPlan
{
    /// <summary>Its highest sequence number.</summary>
    public required int Length { get; init; }

    /// <summary>Numbers that are given and never sent: what a broken disk would lose.</summary>
    public required IReadOnlySet<long> Lost { get; init; }

    /// <summary>It falls silent without a goodbye, whatever is in hand; else its last activity says that it stops.</summary>
    public required bool EndsSilently { get; init; }

    /// <summary>Workstation clock minus true time.</summary>
    public required TimeSpan ClockOffset { get; init; }

    /// <summary>What goes out, in this order; a number that stands here again is a duplicate.</summary>
    public required IReadOnlyList<long> Order { get; init; }

    /// <param name="random">Its seed decides.</param>
    /// <param name="perSecond">Activities a second, so that what is held back is held back for some seconds.</param>
    public static SessionPlan Make(Random random, double perSecond)
    {
        int length = random.Next(60, 500);
        var lost = new HashSet<long>();
        if (random.NextDouble() < 0.3)
        {
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                // Not the last one: nobody could know of it.
                int from = random.Next(2, length - 8);
                lost.UnionWith(Enumerable.Range(from, random.Next(1, 6)).Select(number => (long)number));
            }
        }

        List<long> order = [.. Enumerable.Range(1, length).Select(number => (long)number).Where(number => !lost.Contains(number))];
        Shuffle(random, order);
        HoldBack(random, order, perSecond);
        Repeat(random, order);
        return new SessionPlan
        {
            Length = length,
            Lost = lost,
            EndsSilently = random.NextDouble() < 0.2,
            ClockOffset = random.NextDouble() < 0.3 ? TimeSpan.FromSeconds(random.Next(-3600, 3600)) : TimeSpan.Zero,
            Order = order,
        };
    }

    /// <summary>Some stretches go out in another order.</summary>
    private static void Shuffle(Random random, List<long> order)
    {
        for (int at = 0; at < order.Count;)
        {
            int stretch = Math.Min(random.Next(2, 20), order.Count - at);
            if (random.NextDouble() < 0.15)
            {
                long[] shuffled = [.. order.GetRange(at, stretch)];
                random.Shuffle(shuffled);
                order.RemoveRange(at, stretch);
                order.InsertRange(at, shuffled);
            }

            at += stretch;
        }
    }

    /// <summary>Some go out so late that the hole is declared first, and filled then.</summary>
    private static void HoldBack(Random random, List<long> order, double perSecond)
    {
        if (random.NextDouble() < 0.3)
        {
            int at = random.Next(1, order.Count - 10);
            int count = random.Next(1, 6);
            List<long> held = order.GetRange(at, count);
            order.RemoveRange(at, count);
            order.InsertRange(Math.Min(at + (int)(random.Next(5, 25) * perSecond), order.Count), held);
        }
    }

    private static void Repeat(Random random, List<long> order)
    {
        for (int at = order.Count - 1; at >= 0; at--)
        {
            if (random.NextDouble() < 0.04)
            {
                order.Insert(Math.Min(at + random.Next(1, 60), order.Count), order[at]);
            }
        }
    }
}
