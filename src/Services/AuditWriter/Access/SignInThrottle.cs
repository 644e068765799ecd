namespace Auditor.AuditWriter.Access;

/// <summary>
/// Slows down who guesses passwords: for each account name and each address, after some failures the next try has to wait, twice as
/// long each time. A name that nobody has is slowed down like any other.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int FreeOfAName = 10;
    private const int FreeOfAnAddress = 30;
    private const int MostCounted = 20_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <summary>Counts a try as a failure until <see cref="Succeeded"/> says otherwise, so that tries at once are all counted.</summary>
    /// <returns>How long to wait instead of trying; zero to go ahead.</returns>
    public TimeSpan Begin(string name, string? address)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            Forget(now);
            Failures ofName = Of(NameKey(name));
            Failures ofAddress = Of(AddressKey(address));
            DateTimeOffset free = ofName.NotBefore > ofAddress.NotBefore ? ofName.NotBefore : ofAddress.NotBefore;
            if (free > now)
            {
                return free - now;
            }

            ofName.Add(now, FreeOfAName);
            ofAddress.Add(now, FreeOfAnAddress);
            return TimeSpan.Zero;
        }
    }

    public void Succeeded(string name, string? address)
    {
        lock (_gate)
        {
            _failures.Remove(NameKey(name));
            if (_failures.TryGetValue(AddressKey(address), out Failures? ofAddress))
            {
                // Not forgotten: who has one account must not be able to guess at others for ever.
                ofAddress.TakeBack();
            }
        }
    }

    private static string NameKey(string name) => "n" + name.ToUpperInvariant();

    private static string AddressKey(string? address) => "a" + address;

    private Failures Of(string key)
    {
        if (!_failures.TryGetValue(key, out Failures? failures))
        {
            _failures.Add(key, failures = new Failures());
        }

        return failures;
    }

    private void Forget(DateTimeOffset now)
    {
        if (_failures.Count < MostCounted)
        {
            foreach (string key in _failures.Where(pair => now - pair.Value.LastAt > ForgottenAfter).Select(pair => pair.Key).Take(100).ToList())
            {
                _failures.Remove(key);
            }

            return;
        }

        // The limit of requests from one address keeps this from being reached by one; by many, the oldest half goes.
        foreach (string key in _failures.OrderBy(pair => pair.Value.LastAt).Take(MostCounted / 2).Select(pair => pair.Key).ToList())
        {
            _failures.Remove(key);
        }
    }

    private sealed class Failures
    {
        private int _count;

        public DateTimeOffset LastAt { get; private set; }

        public DateTimeOffset NotBefore { get; private set; }

        public void Add(DateTimeOffset now, int free)
        {
            _count++;
            LastAt = now;
            if (_count >= free)
            {
                double seconds = Math.Min(Math.Pow(2, Math.Min(_count - free, 10)), LongestWait.TotalSeconds);
                NotBefore = now.AddSeconds(seconds);
            }
        }

        public void TakeBack()
        {
            _count = Math.Max(0, _count - 1);
            NotBefore = default;
        }
    }
}
