namespace VideoOS.Platform.Messaging;

public class MessageIdFilter : MessageFilter
{
    private readonly string _messageId;

    public MessageIdFilter(string messageId) => _messageId = messageId;

    internal override bool Passes(Message message, string window) => SameId(_messageId, message.MessageId);
}
