namespace VideoOS.Platform.Messaging;

public class MultiWindowCommandData
{
    public FQID Screen { get; set; }

    public FQID Window { get; set; }

    public FQID View { get; set; }

    public int X { get; set; }

    public int Y { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public string MultiWindowCommand { get; set; }

    public bool PlaybackSupportedInFloatingWindow { get; set; }
}
