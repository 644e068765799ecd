namespace VideoOS.Platform.Client;

public class WindowInformation
{
    internal WindowInformation()
    {
    }

    public virtual string WindowId { get; internal set; }

    public virtual ViewAndLayoutItem ViewAndLayoutItem { get; internal set; }

    public virtual Mode Mode { get; internal set; }
}
