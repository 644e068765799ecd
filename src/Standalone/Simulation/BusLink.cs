using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Wire;
using MassTransit;

namespace Auditor.Standalone.Simulation;

/// <summary>
/// A plugin's way to the services when both run in this process: the host's own bus. Where that bus lives in memory a message is safe
/// only when its entry is in the log, and so only then does sending end.
/// </summary>
internal sealed class BusLink(IBus bus, IServiceScopeFactory scopes, SiteTraffic traffic, bool broker, TimeProvider time, IReportWatch? watch) : IBrokerLink
{
    /// <summary>How long an entry may take; then the same fact is sent again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();

    public event EventHandler? StatusChanged
    {
        add { }
        remove { }
    }

    public LinkStatus Status { get; } = new(Connected: true, time.GetUtcNow(), broker ? "the broker of this process" : "this process", Problem: null);

    public async Task SendAsync(BrokerMessage message, CancellationToken cancellation)
    {
        Task appended = broker ? Task.CompletedTask : traffic.AppendedAsync(message.Id);
        try
        {
            await PublishAsync(message, cancellation);
            await appended.WaitAsync(Patience, cancellation);
        }
        finally
        {
            traffic.Forget(message.Id);
        }
    }

    public async Task<byte[]> AskAsync(BrokerMessage request, TimeSpan patience, CancellationToken cancellation)
    {
        if (request.Exchange != Exchanges.Policy)
        {
            throw new NotSupportedException($"Nobody answers on {request.Exchange} here.");
        }

        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        IRequestClient<OperatorPolicyRequested> client = scope.ServiceProvider.GetRequiredService<IRequestClient<OperatorPolicyRequested>>();
        try
        {
            Response<OperatorPolicy> answer = await client.GetResponse<OperatorPolicy>(
                WireFormat.Deserialize<OperatorPolicyRequested>(request.Body), cancellation, RequestTimeout.After(ms: (int)patience.TotalMilliseconds));
            return WireFormat.Serialize(answer.Message);
        }
        catch (RequestTimeoutException late)
        {
            throw new TimeoutException("RuleService did not answer in time.", late);
        }
    }

    public IDisposable Listen(string exchange, string bindingKey, Action<byte[]> heard)
    {
        if (exchange != Exchanges.Rules)
        {
            throw new NotSupportedException($"Nothing is heard of {exchange} here.");
        }

        var subscription = new Subscription(traffic);
        traffic.Listen(subscription, change => heard(WireFormat.Serialize(change)));
        return subscription;
    }

    public IDisposable Consume(string queue, string exchange, string bindingKey, Func<byte[], CancellationToken, Task> take)
    {
        if (exchange != Exchanges.Appended)
        {
            throw new NotSupportedException($"Nothing is consumed of {exchange} here.");
        }

        traffic.Add((entry, cancellation) => TakeAsync(WireFormat.Serialize(new AuditEntryAppended { Entry = entry }), take, cancellation));
        return new Subscription(traffic);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    // What fails comes back after a pause, as from a queue.
    private async Task TakeAsync(byte[] body, Func<byte[], CancellationToken, Task> take, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _end.Token);
        while (true)
        {
            try
            {
                await take(body, either.Token);
                return;
            }
            catch (Exception notYet) when (notYet is not OperationCanceledException)
            {
                await Task.Delay(Pause, either.Token);
            }
        }
    }

    private async Task PublishAsync(BrokerMessage message, CancellationToken cancellation)
    {
        switch (message.Exchange)
        {
            case Exchanges.Activities:
                ActivityObserved activity = WireFormat.Deserialize<ActivityObserved>(message.Body);
                if (watch is not null)
                {
                    await watch.ReportingAsync(activity);
                }

                await bus.Publish(activity, cancellation);
                break;
            case Exchanges.Outcomes:
                await bus.Publish(WireFormat.Deserialize<OutcomeDelivered>(message.Body), cancellation);
                break;
            case Exchanges.Failures:
                await bus.Publish(WireFormat.Deserialize<MessageFailed>(message.Body), cancellation);
                // Kept as a failed append, not as an entry: there is nothing to wait for.
                traffic.Appended(message.Id);
                break;
            default:
                throw new NotSupportedException($"Nothing is sent to {message.Exchange} here.");
        }
    }

    private sealed class Subscription(SiteTraffic traffic) : IDisposable
    {
        public void Dispose() => traffic.StopListening(this);
    }
}
