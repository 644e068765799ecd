namespace VideoOS.Platform.Client;

public class ViewAndLayoutItem : Item
{
    internal ViewAndLayoutItem(FQID fqid, string name)
        : base(fqid, name)
    {
    }
}
