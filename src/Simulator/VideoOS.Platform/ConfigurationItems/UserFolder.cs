namespace VideoOS.Platform.ConfigurationItems;

public class UserFolder
{
    internal UserFolder(ICollection<User> users) => Users = users;

    public ICollection<User> Users { get; }
}
