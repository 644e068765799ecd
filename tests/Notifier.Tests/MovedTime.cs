namespace Auditor.Notifier.Tests;

/// <summary>The real time, moved by a test.</summary>
internal sealed class MovedTime : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void Move(TimeSpan ahead) => _ahead += ahead;
}
