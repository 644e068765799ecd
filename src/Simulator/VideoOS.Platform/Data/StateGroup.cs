namespace VideoOS.Platform.Data;

public class StateGroup
{
    public Guid ID { get; set; }

    public string Name { get; set; }

    public string[] States { get; set; }
}
