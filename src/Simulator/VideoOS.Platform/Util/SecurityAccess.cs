namespace VideoOS.Platform.Util;

public static class SecurityAccess
{
    public static void CheckPermission(Item item, string action) => PlatformHost.Current.CheckPermission(item.FQID.Kind, action);

    public static void CheckPermission(Item item, string action, string userSID) => PlatformHost.Current.CheckPermission(item.FQID.Kind, action);

    public static void CheckPermission(Guid pluginId, string action) => PlatformHost.Current.CheckPermission(pluginId, action);
}
