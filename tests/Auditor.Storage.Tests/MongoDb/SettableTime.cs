namespace Auditor.Storage.Tests.MongoDb;

/// <summary>A clock that a test sets.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Entries.Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}
