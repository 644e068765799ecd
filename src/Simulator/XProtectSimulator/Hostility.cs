namespace Auditor.XProtectSimulator;

/// <summary>
/// How badly XProtect behaves. Everything that is on here has been seen, or is allowed by what the SDK says of itself. On by default; the seed
/// makes it happen the same way again.
/// </summary>
public sealed class Hostility
{
    private readonly Lock _gate = new();
    private readonly Random _random;

    public Hostility(int seed = 20260320)
    {
        Seed = seed;
        // For variety that can be repeated; nothing is kept secret by it.
#pragma warning disable CA5394
        _random = new Random(seed);
#pragma warning restore CA5394
    }

    /// <summary>XProtect as its documentation shows it.</summary>
    public static Hostility None => new(0)
    {
        RepeatsModes = false,
        SendsStaleModes = false,
        ReordersWorkspaces = false,
        LosesIdentities = false,
        UsesOtherThreads = false,
        RepeatsConfigurationChanges = false,
        FailsToLog = false,
    };

    public int Seed { get; }

    /// <summary>A switch of mode is announced several times.</summary>
    public bool RepeatsModes { get; init; } = true;

    /// <summary>After playback was announced, the mode before is once more; the host's own state is right all the time.</summary>
    public bool SendsStaleModes { get; init; } = true;

    /// <summary>The workspace is announced before or after the mode.</summary>
    public bool ReordersWorkspaces { get; init; } = true;

    /// <summary>Messages come without a related object, viewers for a moment without a camera.</summary>
    public bool LosesIdentities { get; init; } = true;

    /// <summary>Callbacks come on threads other than the one of the user interface.</summary>
    public bool UsesOtherThreads { get; init; } = true;

    /// <summary>A change of configuration is announced more than once, with and without its kind.</summary>
    public bool RepeatsConfigurationChanges { get; init; } = true;

    /// <summary>The log client is slow, and refuses now and then.</summary>
    public bool FailsToLog { get; init; } = true;

    internal bool Happens(bool may, int oneIn = 2) => may && Next(oneIn) == 0;

    internal int Next(int below)
    {
        lock (_gate)
        {
#pragma warning disable CA5394
            return _random.Next(below);
#pragma warning restore CA5394
        }
    }
}
