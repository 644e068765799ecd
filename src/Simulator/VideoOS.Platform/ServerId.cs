namespace VideoOS.Platform;

public class ServerId
{
    public const string CorporateManagementServerType = "XPCO";
    public const string CorporateRecordingServerType = "XPCORS";

    public ServerId(string serverType, string serverHostname, int serverport, Guid id)
    {
        ServerType = serverType;
        ServerHostname = serverHostname;
        Serverport = serverport;
        Id = id;
    }

    public string ServerType { get; set; }

    public string ServerHostname { get; set; }

    public int Serverport { get; set; }

    public string ServerScheme { get; set; } = "http";

    public Guid Id { get; set; }

    public Uri Uri => new($"{ServerScheme}://{ServerHostname}:{Serverport}/");
}
