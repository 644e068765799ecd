namespace VideoOS.Platform.Messaging;

public class CommunicationIdFilter : MessageFilter
{
    private readonly string _messageId;

    public CommunicationIdFilter(string messageId) => _messageId = messageId;

    internal override bool Passes(Message message, string window) => SameId(_messageId, message.MessageId);
}
