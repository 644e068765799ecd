namespace VideoOS.Platform.Messaging;

public enum EndPointType
{
    Server,
    Client,
}
