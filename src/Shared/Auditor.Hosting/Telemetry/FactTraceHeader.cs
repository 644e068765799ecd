using Auditor.Contracts;
using Auditor.Wire;
using MassTransit;

namespace Auditor.Hosting.Telemetry;

/// <summary>
/// Puts what is published out of nothing (by a relay, a follower, a desk) into the trace of its fact. What is published while a message is
/// consumed is in that message's trace already.
/// </summary>
internal static class FactTraceHeader
{
    public static void Apply(IBusFactoryConfigurator bus)
    {
        Apply<ConfigurationChanged>(bus, change => change.ChangeId);
        Apply<AuditEntryAppended>(bus, appended => appended.Entry.EntryId);
        Apply<OutcomeDelivered>(bus, delivered => delivered.EntryId);
        Apply<ActivityObserved>(bus, activity => activity.ActivityId);
    }

    private static void Apply<T>(IBusFactoryConfigurator bus, Func<T, Guid> factId)
        where T : class =>
        bus.ConfigurePublish(publish => publish.UseExecute(context =>
        {
            if (context is SendContext<T> { Message: { } message } && System.Diagnostics.Activity.Current is null && factId(message) is var id && id != Guid.Empty)
            {
                context.Headers.Set(FactTrace.LibraryHeader, FactTrace.ParentOf(id));
            }
        }));
}
