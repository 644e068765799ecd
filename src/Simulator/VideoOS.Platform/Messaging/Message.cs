namespace VideoOS.Platform.Messaging;

public class Message
{
    public Message(string messageId) => MessageId = messageId;

    public Message(string messageId, FQID related)
        : this(messageId) => RelatedFQID = related;

    public Message(string messageId, FQID related, object data)
        : this(messageId, related) => Data = data;

    public Message(string messageId, FQID related, object data, string reason)
        : this(messageId, related, data) => Reason = reason;

    public Message(string messageId, object data)
        : this(messageId) => Data = data;

    public string MessageId { get; set; }

    public object Data { get; set; }

    public FQID RelatedFQID { get; set; }

    public string Reason { get; set; }

    public FQID ExternalMessageSourceEndPoint { get; set; }
}
