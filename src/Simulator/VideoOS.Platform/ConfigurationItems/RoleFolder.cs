namespace VideoOS.Platform.ConfigurationItems;

public class RoleFolder
{
    internal RoleFolder(ICollection<Role> roles) => Roles = roles;

    public ICollection<Role> Roles { get; }
}
