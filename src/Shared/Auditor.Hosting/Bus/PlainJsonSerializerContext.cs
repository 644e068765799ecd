using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using Auditor.Wire;
using MassTransit;
using MassTransit.Serialization;

namespace Auditor.Hosting.Bus;

/// <summary>One received body, read as whatever the consumer of its queue expects.</summary>
internal sealed class PlainJsonSerializerContext(MessageBody body, MessageContext messageContext, ReceiveContext? receiveContext)
    : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, messageContext, [])
{
    // A queue has one message type (docs/wire.md), so any contract that a consumer asks for is the one to try.
    public override bool IsSupportedMessageType<T>() => IsContract(typeof(T));

    public override bool IsSupportedMessageType(Type messageType) => IsContract(messageType);

    public override bool TryGetMessage<T>([NotNullWhen(true)] out T? message)
        where T : class
    {
        bool found = TryGetMessage(typeof(T), out object? value);
        message = value as T;
        return found && message is not null;
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        if (messageType == typeof(ReceivedBody))
        {
            message = receiveContext.ToReceivedBody(body);
            return true;
        }

        message = null;
        if (!IsContract(messageType))
        {
            return false;
        }

        try
        {
            message = JsonSerializer.Deserialize(body.GetBytes(), messageType, WireFormat.Options);
        }
        catch (JsonException problem)
        {
            throw new SerializationException(WireFormat.Explain(problem), problem);
        }
        catch (InvalidOperationException problem)
        {
            throw new SerializationException("The body holds a text that is not valid Unicode.", problem);
        }

        return message is not null ? true : throw new SerializationException("The body is JSON null; an object is expected.");
    }

    public override IMessageSerializer GetMessageSerializer() => new PlainJsonSerializer();

    public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T message) => new PlainJsonSerializer();

    public override IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) => new PlainJsonSerializer();

    public override Dictionary<string, object> ToDictionary<T>(T? message)
        where T : class =>
        message is null
            ? []
            : JsonSerializer.Deserialize<Dictionary<string, object>>(Encoding.UTF8.GetString(WireFormat.Serialize(message))) ?? [];

    private static bool IsContract(Type type) => type == typeof(ReceivedBody) || type.Assembly == typeof(Contracts.ActivityObserved).Assembly;
}
