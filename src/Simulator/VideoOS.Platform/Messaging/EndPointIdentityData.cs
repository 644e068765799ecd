namespace VideoOS.Platform.Messaging;

public class EndPointIdentityData
{
    public string IdentityName { get; set; }

    public FQID EndPointFQID { get; set; }
}
