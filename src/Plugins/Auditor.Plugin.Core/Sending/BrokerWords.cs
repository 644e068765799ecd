using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Auditor.Plugin.Core.Connections;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Plugin.Core.Sending;

/// <summary>What the broker, the network or TLS did not like, in a sentence for people. Never holds a password.</summary>
internal static class BrokerWords
{
    private const ushort AccessRefused = 403;
    private const ushort NotFound = 404;
    private const ushort NotAllowed = 530;

    /// <summary>Why a connection could not be opened.</summary>
    public static string Of(Exception problem, ConnectionSettings settings, SslPolicyErrors certificate)
    {
        Exception[] chain = [.. Chain(problem)];
        if (certificate != SslPolicyErrors.None)
        {
            return OfCertificate(certificate, settings);
        }

        if (chain.OfType<SocketException>().FirstOrDefault() is { } socket)
        {
            return OfSocket(socket, settings);
        }

        if (chain.Any(each => each is AuthenticationFailureException or PossibleAuthenticationFailureException))
        {
            return $"{settings.Server} does not know the user '{settings.User}', or the password is wrong.";
        }

        if (chain.OfType<OperationInterruptedException>().FirstOrDefault()?.ShutdownReason is { } reason)
        {
            return OfClose(reason, settings);
        }

        if (chain.Any(each => each is AuthenticationException))
        {
            return $"{settings.Server} and this machine do not agree on TLS; see whether the port is the one for TLS (usually {ConnectionSettings.TlsPort}).";
        }

        if (chain.Any(each => each is TimeoutException or OperationCanceledException))
        {
            return $"{settings.Server} does not answer in time; see the address, the port and the firewalls on the way.";
        }

        return chain.Any(each => each is IOException or ProtocolVersionMismatchException or MalformedFrameException)
            ? $"{settings.Server} answers, but not as RabbitMQ does; see the port, and whether it wants TLS{(settings.UseTls ? "" : " (it is off here)")}."
            : $"{settings.Server} cannot be reached: {problem.Message}";
    }

    /// <summary>Why a connection or a channel was closed.</summary>
    public static string OfClose(ShutdownEventArgs reason, ConnectionSettings settings) => reason.ReplyCode switch
    {
        NotFound when reason.ReplyText.Contains("exchange") =>
            $"{Named(reason.ReplyText, "The exchange")} is not there yet: the services of Auditor have not run on this broker in the virtual host '{settings.VirtualHost}'.",
        AccessRefused when reason.ReplyText.Contains("vhost") && !reason.ReplyText.Contains("exchange") && !reason.ReplyText.Contains("queue") =>
            $"The user '{settings.User}' may not use the virtual host '{settings.VirtualHost}'.",
        AccessRefused when reason.ReplyText.Contains("exchange") => $"The user '{settings.User}' has no permission on {Named(reason.ReplyText, "the exchange")} in the virtual host '{settings.VirtualHost}'.",
        AccessRefused when reason.ReplyText.Contains("queue") => $"The user '{settings.User}' has no permission on {Named(reason.ReplyText, "the queue")} in the virtual host '{settings.VirtualHost}'.",
        AccessRefused => $"{settings.Server} does not know the user '{settings.User}', or the password is wrong.",
        NotAllowed when reason.ReplyText.Contains("not found") => $"{settings.Server} has no virtual host '{settings.VirtualHost}'.",
        NotAllowed when reason.ReplyText.Contains("refused") => $"The user '{settings.User}' may not use the virtual host '{settings.VirtualHost}'.",
        _ => reason.Exception is { } lost && Chain(lost).OfType<SocketException>().FirstOrDefault() is { } socket
            ? OfSocket(socket, settings)
            : $"The connection to {settings.Server} was closed: {reason.ReplyText}",
    };

    /// <summary>What a certificate lacks.</summary>
    public static string OfCertificate(SslPolicyErrors errors, ConnectionSettings settings)
    {
        string name = settings.TlsServerName ?? settings.Host;
        var words = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            words.Add("it shows none");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            words.Add($"it is not made out to '{name}' (enter the name that it bears as TLS server name)");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            words.Add("this machine does not trust who issued it, or it has expired (install the issuer's certificate under the trusted root authorities)");
        }

        return $"The TLS certificate of {settings.Server} is refused: {string.Join("; ", words)}.";
    }

    private static string OfSocket(SocketException socket, ConnectionSettings settings) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            $"There is no machine named '{settings.Host}' that this machine knows.",
        SocketError.ConnectionRefused => $"'{settings.Host}' is there, but nothing listens on port {settings.Port}; RabbitMQ is not running, or has another port.",
        SocketError.TimedOut => $"{settings.Server} does not answer in time; see the address, the port and the firewalls on the way.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            $"There is no way through the network to '{settings.Host}'.",
        _ => $"The connection to {settings.Server} was lost: {socket.Message}",
    };

    /// <summary>The broker names a thing in single quotes.</summary>
    private static string Named(string text, string what)
    {
        string[] parts = text.Split('\'');
        return parts.Length > 2 ? $"{what} '{parts[1]}'" : what;
    }

    private static IEnumerable<Exception> Chain(Exception problem)
    {
        var open = new Queue<Exception>([problem]);
        while (open.Count > 0)
        {
            Exception next = open.Dequeue();
            yield return next;
            if (next is AggregateException several)
            {
                foreach (Exception each in several.InnerExceptions)
                {
                    open.Enqueue(each);
                }
            }
            else if (next.InnerException is { } inner)
            {
                open.Enqueue(inner);
            }
        }
    }
}
