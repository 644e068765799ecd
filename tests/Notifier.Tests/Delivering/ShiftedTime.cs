namespace Auditor.Notifier.Tests.Delivering;

/// <summary>The system's time, as far ahead as a test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
