namespace VideoOS.Platform.Data;

public class EventGroup
{
    public Guid ID { get; set; }

    public string Name { get; set; }
}
