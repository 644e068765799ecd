namespace VideoOS.Platform.Data;

public class Reference
{
    public FQID FQID { get; set; }
}
