namespace VideoOS.Platform.Log;

public enum Severity
{
    Info,
    Warning,
    Error,
    Debug,
}
