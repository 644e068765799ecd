namespace Auditor.Hosting.Tests;

/// <summary>The real time, moved or stopped by a test.</summary>
internal sealed class MovedTime : TimeProvider
{
    private TimeSpan _ahead;
    private DateTimeOffset? _frozen;

    public override DateTimeOffset GetUtcNow() => (_frozen ?? base.GetUtcNow()) + _ahead;

    /// <summary>From now on only <see cref="Move"/> moves it.</summary>
    public void Freeze() => _frozen = base.GetUtcNow();

    public void Move(TimeSpan ahead) => _ahead += ahead;
}
