namespace VideoOS.Platform.Client;

public class Theme
{
    public ThemeType ThemeType { get; internal set; }
}
