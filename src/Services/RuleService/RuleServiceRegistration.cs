using Auditor.Hosting;
using Auditor.Hosting.Health;
using Auditor.RuleService.Api;
using Auditor.RuleService.Book;
using Auditor.RuleService.Changes;
using Auditor.RuleService.Consumers;
using Auditor.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Auditor.RuleService;

/// <summary>Deciding by the audit rules, and keeping them: what a host adds to run RuleService.</summary>
public static class RuleServiceRegistration
{
    /// <summary>The file in the data folder (<see cref="Stores.FolderKey"/>) when no MongoDB is configured.</summary>
    public const string StoreFileName = "rules.db";

    public static IHostApplicationBuilder AddRuleService(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => OpenStore(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<RuleBookHolder>();
        builder.Services.AddSingleton<RuleBookRefresher>();
        builder.Services.AddSingleton<RuleChangeRelay>();
        builder.Services.AddSingleton<RuleChanges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RuleBookRefresher>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RuleChangeRelay>());
        builder.Services.AddHealthChecks().AddCheck<RuleBookHealth>("rules", tags: [HealthEndpoints.ReadyTag]);
        return builder;
    }

    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ActivityConsumer, ActivityConsumerDefinition>();
        bus.AddConsumer<PolicyConsumer, PolicyConsumerDefinition>();
    }

    public static void MapRuleService(this IEndpointRouteBuilder routes) => RuleApi.Map(routes);

    // Opened while the container builds the services, which cannot wait: a store that does not open ends the start.
    private static IAuditRuleStore OpenStore(IConfiguration configuration)
    {
        // In a build without MongoDB, asking for it ends the start with the key to remove.
        if (configuration.MongoDb() is { } connection)
        {
#if FULL_FEED
            return Storage.MongoDb.MongoAuditRuleStore.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult();
#else
            throw new System.Diagnostics.UnreachableException();
#endif
        }

        return SqliteAuditRuleStore.OpenAsync(configuration.StoreFile(StoreFileName), CancellationToken.None).GetAwaiter().GetResult();
    }
}
