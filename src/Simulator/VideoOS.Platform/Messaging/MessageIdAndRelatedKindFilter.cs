namespace VideoOS.Platform.Messaging;

public class MessageIdAndRelatedKindFilter : MessageFilter
{
    private readonly string _messageId;
    private readonly Guid _kind;

    public MessageIdAndRelatedKindFilter(string messageId, Guid kind)
    {
        _messageId = messageId;
        _kind = kind;
    }

    internal override bool Passes(Message message, string window) => SameId(_messageId, message.MessageId) && message.RelatedFQID?.Kind == _kind;
}
