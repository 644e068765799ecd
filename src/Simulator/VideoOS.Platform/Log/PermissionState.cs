namespace VideoOS.Platform.Log;

public static class PermissionState
{
    public const string Default = "Default";
    public const string Granted = "Granted";
    public const string Denied = "Denied";
}
