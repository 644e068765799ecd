using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>
/// What a message says of itself, without what a stranger could use to steer this service: answers go only to the temporary endpoint of
/// a request client on this bus, and faults go nowhere.
/// </summary>
/// <param name="stated">As the headers have it.</param>
/// <param name="received">The address of the queue that it was taken from.</param>
internal sealed class TrustedMessageContext(MessageContext stated, Uri? received) : MessageContext
{
    // How MassTransit names the temporary endpoint of a bus, and the only option it gives its address (on RabbitMQ).
    private const string BusEndpoint = "_bus_";
    private const string Temporary = "?temporary=true";

    public Guid? MessageId => stated.MessageId;

    public Guid? RequestId => stated.RequestId;

    public Guid? CorrelationId => stated.CorrelationId;

    public Guid? ConversationId => stated.ConversationId;

    public Guid? InitiatorId => stated.InitiatorId;

    public DateTime? ExpirationTime => stated.ExpirationTime;

    public Uri? SourceAddress => null;

    public Uri? DestinationAddress => stated.DestinationAddress;

    public Uri? ResponseAddress => AnswerTo();

    public Uri? FaultAddress => null;

    public DateTime? SentTime => stated.SentTime;

    public Headers Headers => stated.Headers;

    public HostInfo Host => stated.Host;

    private Uri? AnswerTo()
    {
        Uri? address;
        try
        {
            address = stated.ResponseAddress;
        }
        catch (UriFormatException)
        {
            return null;
        }

        // Whoever asks may reach the broker by another name or port (another node, a proxy, without TLS), so that these say nothing. The name of
        // the endpoint is taken, the rest is ours: the answer goes over our own connection to our own virtual host.
        bool isRequestClient = address is { IsAbsoluteUri: true }
            && received is not null
            && address.Query is "" or Temporary
            && address.Segments[^1].Contains(BusEndpoint, StringComparison.Ordinal)
            && !address.Segments[^1].StartsWith("auditor.", StringComparison.OrdinalIgnoreCase);
        return isRequestClient
            ? new UriBuilder(received!) { Path = string.Concat(received!.Segments[..^1]) + address!.Segments[^1], Query = address.Query }.Uri
            : null;
    }
}
