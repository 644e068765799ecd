using System.Net.Security;
using Auditor.Plugin.Core.Connections;
using RabbitMQ.Client;

namespace Auditor.Plugin.Core.Sending;

/// <summary>Opens connections to the broker as the settings say, and remembers why TLS was refused.</summary>
internal sealed class RabbitConnector(ConnectionSettings settings, string clientName)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public ConnectionSettings Settings => settings;

    /// <summary>What the last certificate lacked.</summary>
    public SslPolicyErrors CertificateErrors { get; private set; }

    /// <exception cref="BrokerLinkException">It cannot be opened; the message says why.</exception>
    public async Task<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        CertificateErrors = SslPolicyErrors.None;
        var factory = new ConnectionFactory
        {
            HostName = settings.Host,
            Port = settings.Port,
            VirtualHost = settings.VirtualHost,
            UserName = settings.User,
            Password = settings.Password,
            ClientProvidedName = clientName,
            RequestedConnectionTimeout = Patience,
            HandshakeContinuationTimeout = Patience,
            ContinuationTimeout = Patience,
            RequestedHeartbeat = Heartbeat,
            // The link comes back by itself, with what it knows of its subscriptions.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            Ssl = new SslOption
            {
                Enabled = settings.UseTls,
                ServerName = settings.TlsServerName ?? settings.Host,
                CertificateValidationCallback = Judge,
            },
        };
        try
        {
            IConnection connection = await factory.CreateConnectionAsync(cancellation).ConfigureAwait(false);
            await ProveAsync(connection, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch (Exception problem) when (problem is not BrokerLinkException && (problem is not OperationCanceledException || !cancellation.IsCancellationRequested))
        {
            throw new BrokerLinkException(BrokerWords.Of(problem, settings, CertificateErrors), problem);
        }
    }

    /// <summary>The library calls a connection open before the broker has judged the virtual host; a channel is opened only after that.</summary>
    private async Task ProveAsync(IConnection connection, CancellationToken cancellation)
    {
        try
        {
            IChannel channel = await connection.CreateChannelAsync(null, cancellation).ConfigureAwait(false);
            await channel.CloseAsync(cancellation).ConfigureAwait(false);
            channel.Dispose();
        }
        catch (Exception problem)
        {
            await connection.CloseAsync(200, "Goodbye", Patience, abort: true, CancellationToken.None).ConfigureAwait(false);
            connection.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new BrokerLinkException(
                connection.CloseReason is { } reason ? BrokerWords.OfClose(reason, settings) : BrokerWords.Of(problem, settings, CertificateErrors), problem);
        }
    }

    /// <summary>What the operating system says of the certificate stands; it is only noted here.</summary>
    private bool Judge(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate, System.Security.Cryptography.X509Certificates.X509Chain? chain, SslPolicyErrors errors)
    {
        CertificateErrors = errors;
        return errors == SslPolicyErrors.None;
    }
}
