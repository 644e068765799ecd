namespace VideoOS.Platform.Admin;

public enum OperationalState
{
    Ok,
    OkActive,
    Error,
    Disabled,
}
