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
    private const string DatabaseFile = "rules.db";

    public static IHostApplicationBuilder AddRuleService(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddStore(builder);
        builder.Services.AddSingleton<RuleBookHolder>();
        builder.Services.AddSingleton<ActivityMetrics>();
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

    // Opened while the container builds the services, which cannot wait: a store that does not open ends the start. Its
    // configuration is looked at already here, so that a mistake in it is all that is said.
    private static void AddStore(IHostApplicationBuilder builder)
    {
#if FULL_FEED
        if (builder.Configuration.MongoDb() is { } connection)
        {
            builder.Services.AddSingleton<IAuditRuleStore>(_ =>
                Storage.MongoDb.MongoAuditRuleStore.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
            return;
        }
#else
        _ = builder.Configuration.MongoDb();
#endif
        string path = builder.Configuration.StoreFile(DatabaseFile);
        builder.Services.AddSingleton<IAuditRuleStore>(_ => SqliteAuditRuleStore.OpenAsync(path, CancellationToken.None).GetAwaiter().GetResult());
    }
}
