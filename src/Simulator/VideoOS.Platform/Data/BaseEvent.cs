namespace VideoOS.Platform.Data;

public class BaseEvent
{
    public EventHeader EventHeader { get; set; }

    public ReferenceList ReferenceList { get; set; }
}
