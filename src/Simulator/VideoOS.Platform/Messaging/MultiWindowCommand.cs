namespace VideoOS.Platform.Messaging;

public static class MultiWindowCommand
{
    public const string OpenFloatingWindow = "OpenFloatingWindow";
    public const string SelectWindow = "SelectWindow";
    public const string CloseSelectedWindow = "CloseSelectedWindow";
    public const string CloseAllWindows = "CloseAllWindows";
    public const string SetViewInWindow = "SetViewInWindow";
}
