namespace VideoOS.Platform.ConfigurationItems;

public class ManagementServer
{
    public ManagementServer(FQID fqid)
        : this(PlatformHost.Current.GetManagementServer())
    {
    }

    internal ManagementServer(RoleFolder roles, BasicUserFolder basicUsers)
    {
        RoleFolder = roles;
        BasicUserFolder = basicUsers;
    }

    private ManagementServer(ManagementServer other)
        : this(other.RoleFolder, other.BasicUserFolder)
    {
    }

    public RoleFolder RoleFolder { get; }

    public BasicUserFolder BasicUserFolder { get; }
}
