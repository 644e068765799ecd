using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Wire;
using RabbitMQ.Client;

namespace Auditor.Plugin.Core.Connections;

/// <summary>Goes the whole way to the services, one step after the other, and says exactly which one fails. Leaves nothing behind.</summary>
public sealed class ConnectionTest(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceForPolicy = TimeSpan.FromSeconds(10);

    /// <summary>Never throws but for cancellation. The steps stop at the first that fails.</summary>
    /// <param name="settings">What to test; the password is told to nobody but the broker.</param>
    /// <param name="asker">Whose policy is asked for, at the end.</param>
    /// <param name="cancellation">Ends the test.</param>
    public Task<IReadOnlyList<ConnectionTestStep>> RunAsync(ConnectionSettings settings, Actor asker, CancellationToken cancellation) =>
        // Not on the caller's thread: some of what follows blocks for a moment.
        Task.Run(() => RunStepsAsync(settings, asker, cancellation), cancellation);

    private async Task<IReadOnlyList<ConnectionTestStep>> RunStepsAsync(ConnectionSettings settings, Actor asker, CancellationToken cancellation)
    {
        var steps = new List<ConnectionTestStep>();
        var connector = new RabbitConnector(settings, "Auditor connection test");
        IConnection? connection = null;
        try
        {
            _ = await StepAsync(steps, "Settings", settings, connector, () => Task.FromResult(Complete(settings))).ConfigureAwait(false)
                && await StepAsync(steps, "Name", settings, connector, () => NameAsync(settings)).ConfigureAwait(false)
                && await StepAsync(steps, "Network", settings, connector, () => ReachAsync(settings, cancellation)).ConfigureAwait(false)
                && (!settings.UseTls || await StepAsync(steps, "TLS", settings, connector, () => SecureAsync(settings, cancellation)).ConfigureAwait(false))
                && await StepAsync(steps, "Sign-in", settings, connector, async () =>
                {
                    connection = await connector.ConnectAsync(cancellation).ConfigureAwait(false);
                    return $"Signed in as '{settings.User}' in the virtual host '{settings.VirtualHost}'.";
                }).ConfigureAwait(false)
                && await StepAsync(steps, "Reporting", settings, connector, () => MayPublishAsync(connection!, settings, cancellation)).ConfigureAwait(false)
                && await StepAsync(steps, "Policy", settings, connector, () => AskAsync(connection!, settings, asker, cancellation)).ConfigureAwait(false);
            return steps;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.CloseAsync(200, "Goodbye", Patience, abort: true, CancellationToken.None).ConfigureAwait(false);
                connection.Dispose();
            }
        }
    }

    private static async Task<bool> StepAsync(List<ConnectionTestStep> steps, string name, ConnectionSettings settings, RabbitConnector connector, Func<Task<string>> step)
    {
        try
        {
            steps.Add(new ConnectionTestStep(name, true, await step().ConfigureAwait(false)));
            return true;
        }
        catch (BrokerLinkException problem)
        {
            steps.Add(new ConnectionTestStep(name, false, problem.Message));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            steps.Add(new ConnectionTestStep(name, false, BrokerWords.Of(problem, settings, connector.CertificateErrors)));
        }

        return false;
    }

    private static string Complete(ConnectionSettings settings)
    {
        IReadOnlyList<ConnectionProblem> problems = settings.Problems();
        return problems.Count == 0 ? "Everything is filled in." : throw new BrokerLinkException(problems[0].Problem);
    }

    private static async Task<string> NameAsync(ConnectionSettings settings)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(settings.Host).ConfigureAwait(false);
        return addresses.Length > 0
            ? $"'{settings.Host}' is {string.Join(", ", addresses.Select(address => address.ToString()))}."
            : throw new BrokerLinkException($"There is no machine named '{settings.Host}' that this machine knows.");
    }

    private async Task<string> ReachAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        using TcpClient client = await OpenAsync(settings, cancellation).ConfigureAwait(false);
        return $"Something listens on port {settings.Port}.";
    }

    private async Task<string> SecureAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        SslPolicyErrors found = SslPolicyErrors.None;
        using TcpClient client = await OpenAsync(settings, cancellation).ConfigureAwait(false);
        using var secured = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, errors) =>
        {
            found = errors;
            return errors == SslPolicyErrors.None;
        });
        try
        {
            string name = settings.TlsServerName ?? settings.Host;
            await secured.AuthenticateAsClientAsync(name).WaitAsync(Patience, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new BrokerLinkException(BrokerWords.Of(problem, settings, found), problem);
        }

        return $"The certificate is trusted ({secured.SslProtocol}).";
    }

    private async Task<TcpClient> OpenAsync(ConnectionSettings settings, CancellationToken cancellation)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port).WaitAsync(Patience, time, cancellation).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Publishes in a transaction that is rolled back: the broker judges the permission, and nothing is published.</summary>
    private static async Task<string> MayPublishAsync(IConnection connection, ConnectionSettings settings, CancellationToken cancellation)
    {
        IChannel channel = await connection.CreateChannelAsync(null, cancellation).ConfigureAwait(false);
        try
        {
            await channel.TxSelectAsync(cancellation).ConfigureAwait(false);
            await channel.BasicPublishAsync(Exchanges.Activities, "ConnectionTest", mandatory: true, new BasicProperties { UserId = settings.User }, ReadOnlyMemory<byte>.Empty, cancellation).ConfigureAwait(false);
            await channel.TxRollbackAsync(cancellation).ConfigureAwait(false);
            return $"'{settings.User}' may report activities.";
        }
        catch (Exception problem) when (problem is not OperationCanceledException && channel.CloseReason is { } reason)
        {
            throw new BrokerLinkException(BrokerWords.OfClose(reason, settings), problem);
        }
        finally
        {
            channel.Dispose();
        }
    }

    private async Task<string> AskAsync(IConnection connection, ConnectionSettings settings, Actor asker, CancellationToken cancellation)
    {
        var request = new BrokerMessage(Exchanges.Policy, "request", Guid.NewGuid(), WireFormat.Serialize(new OperatorPolicyRequested { Actor = asker }));
        using CancellationTokenSource tooLate = time.CreateCancellationTokenSource(PatienceForPolicy);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, tooLate.Token);
        try
        {
            OperatorPolicy policy = WireFormat.Deserialize<OperatorPolicy>(await new RabbitAsker(connection, settings).AskAsync(request, either.Token).ConfigureAwait(false));
            return $"RuleService answers: {policy.Rules.Count} rules can catch you (revision {policy.Revision}).";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BrokerLinkException($"The question arrived, but RuleService does not answer within {PatienceForPolicy.TotalSeconds:0} seconds; it is not running.");
        }
        catch (WireException problem)
        {
            throw new BrokerLinkException($"RuleService answers something that cannot be read: {problem.Message}", problem);
        }
    }
}
