namespace VideoOS.Platform.UI.Controls;

public class VideoOSIconUriSource : VideoOSIconSourceBase
{
    public Uri Uri { get; set; }
}
