using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Auditor.Hosting.Bus;

/// <summary>Where the broker is: <c>ConnectionStrings:rabbitmq</c>, for the bus and for whoever talks to the same broker beside it.</summary>
public static class BrokerAddress
{
    private static readonly string[] Schemes = ["amqp", "amqps", "rabbitmq", "rabbitmqs"];

    /// <summary>True when the host talks to a broker; false when its bus lives in memory.</summary>
    public static bool HasBroker(this IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration.GetConnectionString(BusRegistration.ConnectionName));

    /// <summary>The broker's URI with user, password and virtual host; null when none is named. <c>amqps</c> and <c>rabbitmqs</c> mean TLS.</summary>
    /// <exception cref="UnusableConfigurationException">The connection string is not an AMQP URI.</exception>
    public static Uri? Broker(this IConfiguration configuration)
    {
        string? text = configuration.GetConnectionString(BusRegistration.ConnectionName);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && Schemes.Contains(uri.Scheme) && uri.Host.Length > 0
            ? uri
            // The value may hold a password and is not repeated.
            : throw new UnusableConfigurationException(
                "ConnectionStrings:rabbitmq must be a URI like amqp://user:password@host:5672/vhost (schemes: " + string.Join(", ", Schemes) + ").");
    }

    /// <summary>For a connection to the same broker beside the bus. It uses TLS where the bus does: by the scheme, and on port 5671. It does not come back by itself.</summary>
    /// <param name="configuration">That says where the broker is.</param>
    /// <param name="name">What the broker shows as the connection's name.</param>
    /// <param name="patience">How long connecting, and each request on it, may take.</param>
    /// <exception cref="InvalidOperationException">There is no broker.</exception>
    /// <exception cref="UnusableConfigurationException">The connection string is not an AMQP URI.</exception>
    public static ConnectionFactory BesideTheBus(this IConfiguration configuration, string name, TimeSpan patience)
    {
        Uri broker = configuration.Broker() ?? throw new InvalidOperationException("There is no broker.");
        bool tls = broker.Scheme is "amqps" or "rabbitmqs" || broker.Port == BusRegistration.TlsPort;
        return new ConnectionFactory
        {
            // The library knows two of the four schemes.
            Uri = new UriBuilder(broker) { Scheme = tls ? "amqps" : "amqp", Port = broker.Port > 0 ? broker.Port : -1 }.Uri,
            ClientProvidedName = name,
            RequestedConnectionTimeout = patience,
            HandshakeContinuationTimeout = patience,
            ContinuationTimeout = patience,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
    }
}
