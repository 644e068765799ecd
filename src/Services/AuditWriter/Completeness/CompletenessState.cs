namespace Auditor.AuditWriter.Completeness;

/// <summary>How following the log goes in this process, for others to ask.</summary>
internal sealed class CompletenessState
{
    private volatile string? _problem;
    private long _goodTicks;

    /// <summary>What was wrong with the last round, in words; null when nothing was.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>When the last good round ended, or following began, or there was nothing to do because another follows (UTC).</summary>
    public DateTimeOffset LastGood
    {
        get => new(Interlocked.Read(ref _goodTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _goodTicks, value.UtcTicks);
    }
}
