namespace VideoOS.Platform.Messaging;

public enum SmartClientMessageDataPriority
{
    Low,
    Normal,
    High,
}
