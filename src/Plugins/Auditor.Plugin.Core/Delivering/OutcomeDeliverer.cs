using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Outcomes;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>Gives an entry's outcome to XProtect, each part once, and makes the report of it. One entry at a time.</summary>
internal sealed class OutcomeDeliverer(EventServerSetup setup, DeliveryMemory memory)
{
    private const int LogPart = 0;
    private const int LongestError = 500;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly IPluginLog _log = setup.Log;

    /// <summary>Delivers what is not delivered yet. The report to send; null when there is nothing (more) to report.</summary>
    /// <exception cref="WireException">The entry says what to write in a form that cannot be read.</exception>
    /// <exception cref="XProtectNotReadyException">XProtect takes nothing yet; try the entry again later.</exception>
    public async Task<BrokerReport?> DeliverAsync(AuditEntry entry, CancellationToken cancellation)
    {
        OutcomeRendering outcome = OutcomeRendering.Of(entry);
        if (outcome.IsEmpty || !IsOurs(entry))
        {
            return null;
        }

        DeliveryRecord record = memory.Of(entry.EntryId);
        if (record.Finished)
        {
            return null;
        }

        if (record.Report is null)
        {
            if (outcome.LogLine is not null)
            {
                await SettleAsync(entry.EntryId, record, LogPart, () => setup.Outlet.WriteLog(entry), cancellation).ConfigureAwait(false);
            }

            for (int i = 0; i < outcome.Events.Count; i++)
            {
                OutcomeEvent fired = outcome.Events[i];
                await SettleAsync(entry.EntryId, record, i + 1, () => setup.Outlet.FireEvent(entry, fired), cancellation).ConfigureAwait(false);
            }

            memory.Report(entry.EntryId, WireFormat.Serialize(ReportOf(entry, outcome, record)));
        }

        return new BrokerReport(DeliveryIds.OfReport(entry.EntryId), record.Report!);
    }

    /// <summary>Reads everything of an entry that will be needed. Without effect.</summary>
    /// <exception cref="Exception">Something is not there, or has another shape.</exception>
    public void Check(AuditEntry entry)
    {
        OutcomeRendering outcome = OutcomeRendering.Of(entry);
        if (outcome.Events.Any(fired => fired is null) || entry.Cameras.Any(camera => camera is null) || entry.Actor is null)
        {
            throw new InvalidDataException("An event, a camera or the actor is null.");
        }

        if (!outcome.IsEmpty)
        {
            _ = IsOurs(entry);
        }
    }

    /// <summary>The report has arrived.</summary>
    public void Finish(Guid entryId) => memory.Finish(entryId);

    private async Task SettleAsync(Guid entryId, DeliveryRecord record, int part, Action deliver, CancellationToken cancellation)
    {
        if (record.IsSettled(part))
        {
            return;
        }

        for (int attempt = 0; ; attempt++)
        {
            try
            {
                deliver();
                break;
            }
            catch (Exception problem) when (problem is not (XProtectNotReadyException or OperationCanceledException))
            {
                if (attempt == Pauses.Length)
                {
                    _log.Error(nameof(OutcomeDeliverer), $"Entry {entryId:D}: XProtect did not take part {part}; it is reported as failed.", problem);
                    memory.Settle(entryId, part, Words(problem));
                    return;
                }
            }

            await setup.Time.Delay(Pauses[attempt], cancellation).ConfigureAwait(false);
        }

        memory.Settle(entryId, part, error: null);
    }

    private OutcomeDelivered ReportOf(AuditEntry entry, OutcomeRendering outcome, DeliveryRecord record)
    {
        var deliveries = new List<OutcomeDelivery>();
        if (outcome.LogLine is { } line)
        {
            deliveries.Add(new OutcomeDelivery { Text = line, Error = record.ErrorOf(LogPart) });
        }

        for (int i = 0; i < outcome.Events.Count; i++)
        {
            deliveries.Add(new OutcomeDelivery { Text = outcome.Events[i].Name, RuleId = outcome.Events[i].RuleId, Error = record.ErrorOf(i + 1) });
        }

        return new OutcomeDelivered
        {
            DeliveryId = DeliveryIds.OfReport(entry.EntryId),
            EntryId = entry.EntryId,
            Tenant = entry.Tenant,
            Deliveries = deliveries,
            Host = setup.Host,
            DeliveredAt = setup.Time.GetUtcNow(),
        };
    }

    /// <summary>A broker may carry the entries of several sites, each with an Event Server of its own.</summary>
    private bool IsOurs(AuditEntry entry)
    {
        if (setup.Site is not { } own || entry.AdditionalMetadata.Text is not { } text)
        {
            return true;
        }

        SiteRef site = WireFormat.Deserialize<ActivityObserved>(text).Site;
        return string.IsNullOrEmpty(own.Id) || string.IsNullOrEmpty(site.Id)
            ? string.Equals(own.Name, site.Name, StringComparison.OrdinalIgnoreCase)
            : string.Equals(own.Id, site.Id, StringComparison.OrdinalIgnoreCase);
    }

    private static string Words(Exception problem)
    {
        string words = problem.Message;
        return words.Length > LongestError ? words.Substring(0, LongestError) + "..." : words;
    }
}
