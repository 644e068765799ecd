namespace VideoOS.Platform.Admin;

public class SecurityAction
{
    public SecurityAction(string id, string name)
    {
        Id = id;
        Name = name;
    }

    public string Id { get; }

    public string Name { get; }
}
