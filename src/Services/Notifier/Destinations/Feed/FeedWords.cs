using System.Net.Sockets;
using System.Security.Authentication;
using Auditor.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Auditor.Notifier.Destinations.Feed;

/// <summary>What the broker or the way to it did not like, in a sentence for people. Never holds a password.</summary>
internal static class FeedWords
{
    public static string OfConnection(Exception problem, AmqpTcpEndpoint broker)
    {
        string server = $"{broker.HostName}:{broker.Port}";
        foreach (Exception cause in Chain(problem))
        {
            switch (cause)
            {
                case AuthenticationFailureException or PossibleAuthenticationFailureException:
                    return $"The broker {server} does not know the user of ConnectionStrings:rabbitmq, or the password is wrong.";
                case AuthenticationException:
                    return $"The TLS certificate of the broker {server} is refused, or it does not speak TLS on that port. An authority of your own goes into the file {TrustedCertificates.Key}.";
                case SocketException socket:
                    return $"The broker {server} cannot be reached: {socket.Message}";
                case OperationInterruptedException { ShutdownReason: { } reason }:
                    return $"The broker {server} closed the connection: {Quoted.OneLine(reason.ReplyText)}";
                case TimeoutException or OperationCanceledException:
                    return $"The broker {server} does not answer in time.";
            }
        }

        return $"The broker {server} cannot be reached: {Quoted.OneLine(problem.Message)}";
    }

    public static string OfExchange(Exception problem, string exchange, string? blocked) => problem switch
    {
        _ when ReasonOf(problem) is { ReplyCode: Constants.AccessRefused } =>
            $"The exchange '{exchange}' is not there, and the user of ConnectionStrings:rabbitmq may not declare it: declare it as a durable topic exchange, or give the permission to configure it.",
        OperationCanceledException or TimeoutException when blocked is not null => OfBlocked(blocked),
        OperationCanceledException or TimeoutException => "The broker does not answer in time.",
        _ => $"The exchange '{exchange}' cannot be used: {Say(problem)}",
    };

    public static string OfPublishing(Exception problem, IChannel channel, string exchange, string? blocked) => problem switch
    {
        // What is returned for want of a queue is never asked for; so it is a refusal.
        PublishException => $"The broker refuses what is published on '{exchange}': a queue that is bound to it is full, or was just lost.",
        OperationCanceledException or TimeoutException when blocked is not null => OfBlocked(blocked),
        OperationCanceledException or TimeoutException => $"The broker did not confirm in time what was published on '{exchange}'.",
        _ when (channel.CloseReason ?? ReasonOf(problem)) is { ReplyCode: Constants.AccessRefused } =>
            $"The user of ConnectionStrings:rabbitmq has no permission to write on '{exchange}'.",
        _ when (channel.CloseReason ?? ReasonOf(problem)) is { ReplyCode: Constants.NotFound } => $"The exchange '{exchange}' was deleted.",
        _ when channel.CloseReason is { } reason => $"The connection to the broker was lost: {Quoted.OneLine(reason.ReplyText)}",
        _ => $"Publishing on '{exchange}' failed: {Say(problem)}",
    };

    private static string OfBlocked(string why) => $"The broker takes nothing at the moment: {Quoted.OneLine(why)}.";

    private static string Say(Exception problem) => Quoted.OneLine(ReasonOf(problem)?.ReplyText ?? problem.Message);

    private static RabbitMQ.Client.Events.ShutdownEventArgs? ReasonOf(Exception problem) =>
        Chain(problem).OfType<OperationInterruptedException>().FirstOrDefault()?.ShutdownReason;

    private static IEnumerable<Exception> Chain(Exception problem)
    {
        for (Exception? cause = problem; cause is not null; cause = cause is AggregateException { InnerExceptions: [{ } first, ..] } ? first : cause.InnerException)
        {
            yield return cause;
        }
    }
}
