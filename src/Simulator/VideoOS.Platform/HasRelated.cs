namespace VideoOS.Platform;

public enum HasRelated
{
    No,
    Maybe,
    Yes,
}
