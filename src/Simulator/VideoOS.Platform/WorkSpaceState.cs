namespace VideoOS.Platform;

public enum WorkSpaceState
{
    Normal,
    Setup,
}
