namespace VideoOS.Platform.ConfigurationItems;

public class Role
{
    internal Role(string path, string name, ICollection<User> users)
    {
        Path = path;
        Name = name;
        UserFolder = new UserFolder(users);
    }

    public string Path { get; }

    public string Name { get; }

    public string DisplayName => Name;

    public UserFolder UserFolder { get; }
}
