using MassTransit;

namespace Auditor.Hosting.Bus;

/// <summary>
/// Where the answers to this process's questions arrive: the broker's direct reply-to. No queue is declared for it, and nobody else
/// could read one (https://www.rabbitmq.com/docs/direct-reply-to).
/// </summary>
internal static class AnswerEndpoint
{
    private const string Address = "amq.rabbitmq.reply-to";

    private const int Prefetch = 1000;

    /// <summary>
    /// MassTransit's own endpoint would put an answer that nobody waits for any more on a queue named <c>_skipped</c>, which nobody
    /// empties; and where a service may declare nothing, the broker would close the channel of all its answers.
    /// </summary>
    public static void UseOn(IBusRegistrationConfigurator bus) => bus.SetRequestClientFactory((connector, patience) => connector
        .ConnectReceiveEndpoint(Address, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = Prefetch;
            endpoint.DiscardSkippedMessages();
            endpoint.DiscardFaultedMessages();
        })
        .CreateClientFactory(patience));
}
