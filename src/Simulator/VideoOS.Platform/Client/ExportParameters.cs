namespace VideoOS.Platform.Client;

public class ExportParameters
{
    internal ExportParameters()
    {
    }

    public DateTime BeginTime { get; internal set; }

    public DateTime EndTime { get; internal set; }

    public string DestinationDirectory { get; internal set; }

    public bool ExportingDatabase { get; internal set; }

    public bool ExportingVideoClip { get; internal set; }

    public bool ExportingStillImages { get; internal set; }

    public IEnumerable<Item> CameraItems { get; internal set; }

    public IEnumerable<Item> ViewItems { get; internal set; }
}
