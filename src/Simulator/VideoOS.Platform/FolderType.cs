namespace VideoOS.Platform;

public enum FolderType
{
    No,
    SystemDefined,
    UserDefined,
}
