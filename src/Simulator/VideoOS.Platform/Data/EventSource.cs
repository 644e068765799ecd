namespace VideoOS.Platform.Data;

public class EventSource
{
    public FQID FQID { get; set; }

    public string Name { get; set; }
}
