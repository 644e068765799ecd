namespace VideoOS.Platform.Log;

public enum Group
{
    System,
    Audit,
}
