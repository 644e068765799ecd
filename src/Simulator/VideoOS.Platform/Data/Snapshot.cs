namespace VideoOS.Platform.Data;

public class Snapshot
{
    public byte[] Image { get; set; }
}
