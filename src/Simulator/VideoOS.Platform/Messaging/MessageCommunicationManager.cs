namespace VideoOS.Platform.Messaging;

public static class MessageCommunicationManager
{
    public static void Start(ServerId serverId)
    {
    }

    public static void Stop(ServerId serverId)
    {
    }

    public static MessageCommunication Get(ServerId serverId) => PlatformHost.Current.GetCommunication();
}
