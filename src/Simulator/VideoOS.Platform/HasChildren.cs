namespace VideoOS.Platform;

public enum HasChildren
{
    No,
    Maybe,
    Yes,
}
