namespace Auditor.Faults.Injecting;

/// <summary>
/// Which faults are injected when: decided by the seed alone before anything runs, so that a run can be repeated. Everything that can be done is
/// dealt like cards, so that each comes once before any comes twice. Faults overlap.
/// </summary>
internal static class FaultSchedule
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualGap = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortestGap = TimeSpan.FromSeconds(2);

    /// <param name="seed">What is printed at the start of each run.</param>
    /// <param name="duration">How long the load lasts; nothing begins in its last tenth.</param>
    /// <param name="targets">Whom it can hit.</param>
    public static IReadOnlyList<Fault> Make(int seed, TimeSpan duration, FaultTargets targets)
    {
        var random = new Random(seed);
        (FaultKind Kind, string Target)[] cards = [.. targets.All()];
        TimeSpan end = duration * 0.9;
        // In a short run they come closer together, so that all come.
        TimeSpan gap = TimeSpan.FromTicks(Math.Clamp((end - WarmUp).Ticks / (cards.Length + 1), ShortestGap.Ticks, UsualGap.Ticks));
        var faults = new List<Fault>();
        TimeSpan at = WarmUp;
        while (true)
        {
            random.Shuffle(cards);
            foreach ((FaultKind kind, string target) in cards)
            {
                at += gap * (0.4 + (1.2 * random.NextDouble()));
                if (at >= end)
                {
                    return faults;
                }

                faults.Add(Make(random, at, kind, target));
            }
        }
    }

    private static Fault Make(Random random, TimeSpan at, FaultKind kind, string target)
    {
        (double shortest, double longest) = kind switch
        {
            FaultKind.Kill or FaultKind.KillAll => (0.5, 8),
            // A sequencer's lease lasts 10 s: about half of the pauses are longer.
            FaultKind.Pause => (2, 20),
            FaultKind.Join => (5, 25),
            FaultKind.Cut => (0.5, 12),
            FaultKind.BrokerRestart or FaultKind.BrokerKill => (0.5, 6),
            FaultKind.DiskFull => (4, 15),
            FaultKind.ClockStep => (5, 20),
            FaultKind.SlowConsumer => (5, 20),
            FaultKind.ConsumerRestart => (0.2, 5),
            _ => (0, 0),
        };
        int size = kind switch
        {
            FaultKind.ClockStep => random.Next(2) == 0 ? random.Next(2, 45) : -random.Next(2, 45),
            FaultKind.SlowConsumer => random.Next(20, 200),
            _ => 0,
        };
        return new Fault(at, kind, target, TimeSpan.FromSeconds(shortest + ((longest - shortest) * random.NextDouble())), size);
    }
}
