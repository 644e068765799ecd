namespace VideoOS.Platform.Data;

public class EventHeader
{
    public Guid ID { get; set; }

    public string Class { get; set; }

    public string Type { get; set; }

    public DateTime Timestamp { get; set; }

    public string Name { get; set; }

    public string Message { get; set; }

    public Guid MessageId { get; set; }

    public string CustomTag { get; set; }

    public ushort Priority { get; set; }

    public string PriorityName { get; set; }

    public EventSource Source { get; set; }
}
