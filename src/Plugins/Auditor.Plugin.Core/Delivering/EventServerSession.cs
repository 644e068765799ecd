namespace Auditor.Plugin.Core.Delivering;

/// <summary>Takes appended entries to XProtect, and reports what became of them.</summary>
public sealed class EventServerSession : IDisposable
{
    private EventServerSession(EventServerSetup setup) => throw new NotSupportedException(setup.Folder);

    /// <summary>Returns at once; consumes from then on, whenever the broker is there.</summary>
    public static EventServerSession Start(EventServerSetup setup) => new(setup);

    public void Dispose() => throw new NotSupportedException();
}
