namespace Auditor.Plugin.Core.Policies;

/// <summary>Chance, so that many clients do not do the same in the same instant. Safe for concurrent use.</summary>
internal sealed class Spreading
{
    private readonly Random _random = new(Guid.NewGuid().GetHashCode());

    public TimeSpan Within(TimeSpan longest)
    {
        lock (_random)
        {
            return TimeSpan.FromTicks((long)(_random.NextDouble() * longest.Ticks));
        }
    }
}
