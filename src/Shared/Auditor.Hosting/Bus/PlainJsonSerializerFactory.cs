using System.Net.Mime;
using Auditor.Wire;
using MassTransit;

namespace Auditor.Hosting.Bus;

internal sealed class PlainJsonSerializerFactory : ISerializerFactory
{
    public ContentType ContentType { get; } = new(WireFormat.ContentType);

    public IMessageSerializer CreateSerializer() => new PlainJsonSerializer();

    public IMessageDeserializer CreateDeserializer() => new PlainJsonSerializer();
}
