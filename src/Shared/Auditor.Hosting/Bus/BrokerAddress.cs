using Microsoft.Extensions.Configuration;

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
}
