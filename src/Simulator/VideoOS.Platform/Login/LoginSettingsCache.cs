namespace VideoOS.Platform.Login;

public static class LoginSettingsCache
{
    public static LoginSettings GetLoginSettings(FQID fqid) => PlatformHost.Current.GetLoginSettings();

    public static LoginSettings GetLoginSettings(ServerId serverId) => PlatformHost.Current.GetLoginSettings();
}
