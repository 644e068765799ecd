using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Failures;

/// <summary>What a person does about failed appends: import them again, or set them aside with a reason.</summary>
internal sealed class FailedAppendDesk(IFailedAppends failures, IAuditLog log, IBus bus, TimeProvider time)
{
    /// <summary>Failures that are put back together.</summary>
    private const int PageSize = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Puts the message back on the exchange it came by, and settles the failure when its entry is in the log - not before, so that a crash
    /// in between leaves it open. One that fails once more stays open with its new problem.
    /// </summary>
    /// <returns>False when nothing is known of where it came from.</returns>
    public async Task<bool> ReimportAsync(FailedAppend failure, string by, CancellationToken cancellation)
    {
        if (!await PutBackAsync(failure, cancellation))
        {
            return false;
        }

        await SettleAsync([failure], by, cancellation);
        return true;
    }

    /// <summary>Imports every open failure again, once each.</summary>
    /// <returns>How many were put back, and how many came from a queue that nothing can be put back on.</returns>
    public async Task<(int PutBack, int Left)> ReimportAllAsync(string by, CancellationToken cancellation)
    {
        int left = 0;
        int putBack = 0;
        FailedAppendCursor? after = null;
        while (true)
        {
            IReadOnlyList<FailedAppend> page = await failures.ListAsync(includeSettled: false, PageSize, after, cancellation);
            var sent = new List<FailedAppend>();
            foreach (FailedAppend failure in page)
            {
                if (await PutBackAsync(failure, cancellation))
                {
                    sent.Add(failure);
                }
                else
                {
                    left++;
                }
            }

            await SettleAsync(sent, by, cancellation);
            putBack += sent.Count;
            if (page.Count < PageSize)
            {
                return (putBack, left);
            }

            after = new FailedAppendCursor(page[^1].FailedAt, page[^1].FailureId);
        }
    }

    /// <summary>Leaves it as it is, for a reason; the body stays. False when it is not open any more.</summary>
    public Task<bool> SetAsideAsync(FailedAppend failure, string by, string why, CancellationToken cancellation) =>
        failures.SettleAsync(
            failure.FailureId, failure.FailedAt, new Settlement(SettlementKind.SetAside, by, time.GetUtcNow(), why), cancellation);

    private async Task<bool> PutBackAsync(FailedAppend failure, CancellationToken cancellation)
    {
        ISendEndpoint? exchange = failure.Queue switch
        {
            Queues.Activities => await bus.GetPublishSendEndpoint<ActivityObserved>(),
            Queues.Decisions => await bus.GetPublishSendEndpoint<ActivityDecided>(),
            Queues.Changes => await bus.GetPublishSendEndpoint<ConfigurationChanged>(),
            Queues.Outcomes => await bus.GetPublishSendEndpoint<OutcomeDelivered>(),
            _ => null,
        };
        if (exchange is null)
        {
            return false;
        }

        await exchange.Send(new ReceivedBody(failure.Body, failure.ContentType, null, null), cancellation);
        return true;
    }

    /// <summary>Waits for the entries of what was put back. What names no fact can have none, and stays open.</summary>
    private async Task SettleAsync(IReadOnlyList<FailedAppend> sent, string by, CancellationToken cancellation)
    {
        List<(FailedAppend Failure, Guid Fact)> waiting =
        [
            .. sent.Select(failure => (failure, FactId.In(failure.Body))).Where(pair => pair.Item2 is not null).Select(pair => (pair.failure, pair.Item2!.Value)),
        ];
        DateTimeOffset until = time.GetUtcNow() + Patience;
        while (waiting.Count > 0 && time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, time, cancellation);
            foreach ((FailedAppend failure, Guid fact) in waiting.ToArray())
            {
                bool settled = await log.FindAsync(fact, cancellation) is not null;
                if (settled)
                {
                    await failures.SettleAsync(
                        failure.FailureId, failure.FailedAt, new Settlement(SettlementKind.Reimported, by, time.GetUtcNow(), null), cancellation);
                }

                bool failedAgain = !settled && (await failures.FindAsync(failure.FailureId, cancellation))?.FailedAt != failure.FailedAt;
                if (settled || failedAgain)
                {
                    waiting.Remove((failure, fact));
                }
            }
        }
    }
}
