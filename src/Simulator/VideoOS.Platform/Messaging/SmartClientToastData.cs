namespace VideoOS.Platform.Messaging;

public abstract class SmartClientToastData
{
    internal SmartClientToastData(Guid id, TimeSpan duration)
    {
        Id = id;
        Duration = duration;
    }

    public Guid Id { get; }

    public TimeSpan Duration { get; }
}
