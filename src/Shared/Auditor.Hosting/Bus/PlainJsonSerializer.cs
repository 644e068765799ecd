using System.Net.Mime;
using Auditor.Wire;
using MassTransit;
using MassTransit.Serialization;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Bodies on the bus are the contracts' own JSON, without an envelope: whoever speaks AMQP can publish and subscribe. What
/// MassTransit needs for itself travels in headers, and only for requests.
/// </summary>
internal sealed class PlainJsonSerializer : RawMessageSerializer, IMessageSerializer, IMessageDeserializer
{
    private static readonly ContentType Json = new(WireFormat.ContentType);

    public ContentType ContentType => Json;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        if (context.RequestId.HasValue)
        {
            SetRawMessageHeaders(context);
        }

        return new BytesMessageBody(context.Message is ReceivedBody received ? received.Bytes.ToArray() : WireFormat.Serialize(context.Message));
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, CreateContext(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress, receiveContext));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        CreateContext(body, headers, destinationAddress, receiveContext: null);

    public void Probe(ProbeContext context) => context.CreateScope("plainJson").Add("contentType", Json.MediaType);

    private static PlainJsonSerializerContext CreateContext(MessageBody body, Headers headers, Uri? destination, ReceiveContext? receiveContext) =>
        new(body, new TrustedMessageContext(new RawMessageContext(headers, destination, RawSerializerOptions.Default), destination), receiveContext);
}
