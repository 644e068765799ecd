using Auditor.Contracts;
using Auditor.Hosting.Bus;
using Auditor.Storage;
using MassTransit;

namespace Auditor.AuditWriter.Failures;

/// <summary>What a person does about failed appends: import them again, or set them aside with a reason.</summary>
internal sealed class FailedAppendDesk(IFailedAppends failures, IBus bus, TimeProvider time)
{
    /// <summary>Failures that can be imported again at once, when all are asked for.</summary>
    private const int PageSize = 100;

    /// <summary>
    /// Puts the message back on the exchange it came by, waits for the broker's confirm, and marks the failure as settled - unless it
    /// has failed once more by then, in which case it stays open.
    /// </summary>
    public async Task<bool> ReimportAsync(FailedAppend failure, string by, CancellationToken cancellation)
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
        await failures.SettleAsync(
            failure.FailureId, failure.FailedAt, new Settlement(SettlementKind.Reimported, by, time.GetUtcNow(), null), cancellation);
        return true;
    }

    /// <summary>Imports every open failure again, once each.</summary>
    /// <returns>How many were put back, and how many came from a queue that nothing can be put back on.</returns>
    public async Task<(int PutBack, int Left)> ReimportAllAsync(string by, CancellationToken cancellation)
    {
        int putBack = 0;
        int left = 0;
        FailedAppendCursor? after = null;
        while (true)
        {
            IReadOnlyList<FailedAppend> page = await failures.ListAsync(includeSettled: false, PageSize, after, cancellation);
            foreach (FailedAppend failure in page)
            {
                if (await ReimportAsync(failure, by, cancellation))
                {
                    putBack++;
                }
                else
                {
                    left++;
                }
            }

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
}
