using System.Net;

namespace VideoOS.Platform.Login;

public class LoginSettings
{
    internal LoginSettings()
    {
    }

    public string UserName { get; internal set; }

    public string FullyQualifiedUserName { get; internal set; }

    public string UserIdentity { get; internal set; }

    public string[] GroupMemberShip { get; internal set; }

    public bool IsBasicUser { get; internal set; }

    public bool IsOAuthConnection { get; internal set; }

    public bool IsOAuthIdentity { get; internal set; }

    public string Name { get; internal set; }

    public Guid Guid { get; internal set; }

    public Guid InstanceGuid { get; internal set; }

    public Uri Uri { get; internal set; }

    public string Token { get; internal set; }

    public NetworkCredential NetworkCredential { get; internal set; }
}
