namespace VideoOS.Platform;

public enum ItemHierarchy
{
    SystemDefined,
    UserDefined,
    Both,
}
