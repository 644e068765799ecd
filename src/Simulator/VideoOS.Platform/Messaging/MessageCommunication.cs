namespace VideoOS.Platform.Messaging;

public abstract class MessageCommunication
{
    internal MessageCommunication()
    {
    }

    public abstract event EventHandler ConnectionStateChangedEvent;

    public abstract bool IsConnected { get; }

    public abstract ServerId ServerId { get; }

    public abstract object RegisterCommunicationFilter(MessageReceiver receiver, CommunicationIdFilter filter);

    public abstract void UnRegisterCommunicationFilter(object token);

    public abstract void TransmitMessage(Message message, FQID destinationEndPoint, FQID destinationObject, FQID source);
}
