namespace VideoOS.Platform.ConfigurationItems;

public class User
{
    internal User(string sid, string name, string displayName, string accountName, string domain, string identityType)
    {
        Sid = sid;
        Name = name;
        DisplayName = displayName;
        AccountName = accountName;
        Domain = domain;
        IdentityType = identityType;
    }

    public string Sid { get; }

    public string Name { get; }

    public string DisplayName { get; }

    public string AccountName { get; }

    public string Domain { get; }

    public string IdentityType { get; }

    public string Path => $"User[{Sid}]";
}
