namespace VideoOS.Platform.Data;

public class Vendor
{
    public string Name { get; set; }
}
