namespace VideoOS.Platform.Admin;

public enum ItemsAllowed
{
    None,
    One,
    Many,
}
