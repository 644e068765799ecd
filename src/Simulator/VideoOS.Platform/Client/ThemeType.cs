namespace VideoOS.Platform.Client;

public enum ThemeType
{
    Dark,
    Light,
}
