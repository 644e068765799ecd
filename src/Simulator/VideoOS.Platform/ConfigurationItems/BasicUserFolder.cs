namespace VideoOS.Platform.ConfigurationItems;

public class BasicUserFolder
{
    internal BasicUserFolder(ICollection<BasicUser> basicUsers) => BasicUsers = basicUsers;

    public ICollection<BasicUser> BasicUsers { get; }
}
