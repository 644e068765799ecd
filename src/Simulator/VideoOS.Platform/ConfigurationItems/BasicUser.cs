namespace VideoOS.Platform.ConfigurationItems;

public class BasicUser
{
    internal BasicUser(string sid, string name)
    {
        Sid = sid;
        Name = name;
    }

    public string Sid { get; }

    public string Name { get; }

    public string Path => $"BasicUser[{Sid}]";
}
