using Auditor.Contracts;
using MassTransit;

namespace Auditor.Hosting.Access;

/// <summary>Reports calls to AuditWriter, from a host that is not it.</summary>
internal sealed class BusCallRecorder(IBus bus) : ICallRecorder
{
    public Task RecordAsync(AuditedCall call, int times, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        bus.Publish(
            new ConfigurationChanged
            {
                ChangeId = Guid.CreateVersion7(),
                AuditableResource = call.Resource,
                AuditableAction = call.Action,
                ResourceName = call.Route,
                Actor = call.Actor,
                OccurredAt = from,
                AdditionalMetadata = call.Metadata(times, from, until),
                Result = call.Result,
            },
            cancellation);
}
