using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Hosting.Settings;
using Auditor.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Completeness;

/// <summary>Everything that finds what is missing in the log.</summary>
internal static class CompletenessRegistration
{
    public static void AddCompleteness(this IServiceCollection services)
    {
        services.AddSettings<CompletenessOptions>(CompletenessOptions.Section);
        services.AddSingleton<CompletenessState>();
        services.AddSingleton(provider =>
        {
            GroupCommit commits = provider.GetRequiredService<GroupCommit>();
            IBus bus = provider.GetRequiredService<IBus>();
            return new LogFollower(
                provider.GetRequiredService<ILedgerStore>(),
                provider.GetRequiredService<IClientSessionStore>(),
                async (entry, cancellation) => (await commits.AppendAsync(entry, cancellation)).Entry,
                (entry, cancellation) => bus.Publish(new AuditEntryAppended { Entry = entry }, cancellation),
                provider.GetRequiredService<IOptions<CompletenessOptions>>(),
                provider.GetRequiredService<TimeProvider>());
        });
        services.AddHostedService<CompletenessFollower>();
        services.AddHealthChecks().AddCheck<CompletenessHealth>("completeness");
    }
}
