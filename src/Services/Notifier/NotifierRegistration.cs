using Auditor.Hosting;
using Auditor.Hosting.Health;
using Auditor.Hosting.Settings;
using Auditor.Notifier.Api;
using Auditor.Notifier.Changes;
using Auditor.Notifier.Delivering;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Destinations.Email;
using Auditor.Notifier.Destinations.Feed;
using Auditor.Notifier.Destinations.Syslog;
using Auditor.Notifier.Destinations.Webhooks;
using Auditor.Notifier.Drafting;
using Auditor.Notifier.Following;
using Auditor.Notifier.Secrets;
using Auditor.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier;

/// <summary>Everything that makes a host a Notifier: owner of the subscriptions, which tells their destinations what the log has.</summary>
public static class NotifierRegistration
{
    private const string DatabaseFile = "subscriptions.db";
    private const string KeyFile = "notifier.key";

    public static IHostApplicationBuilder AddNotifier(this IHostApplicationBuilder builder)
    {
        IConfiguration configuration = builder.Configuration;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSettings<NotifierOptions>(NotifierOptions.Section);
        AddStore(builder);
        builder.Services.AddSingleton(services => Key(configuration, services.GetRequiredService<IOptions<NotifierOptions>>().Value));
        AddSubscriptions(builder.Services);
        builder.Services.AddFeed(configuration).AddWebhooks(configuration).AddSyslog(configuration).AddEmail(configuration);
        AddDelivering(builder.Services);
        return builder;
    }

    public static void MapNotifier(this IEndpointRouteBuilder routes) => SubscriptionApi.Map(routes);

    private static void AddSubscriptions(IServiceCollection services)
    {
        services.AddSingleton<KnownKinds>();
        services.AddSingleton<SubscriptionSecrets>();
        services.AddSingleton<SubscriptionDrafts>();
        services.AddSingleton<SubscriptionChangeRelay>();
        services.AddSingleton<SubscriptionChanges>();
        services.AddSingleton<DeliveryStates>();
        services.AddHostedService(provider => provider.GetRequiredService<SubscriptionChangeRelay>());
    }

    private static void AddDelivering(IServiceCollection services)
    {
        services.AddSingleton<BusLogReader>();
        services.AddSingleton<ILogReader>(provider => provider.GetRequiredService<BusLogReader>());
        services.AddSingleton<SharedLog>();
        services.AddSingleton<DestinationOpener>();
        services.AddSingleton<OutcomeReports>();
        services.AddSingleton<ServedSubscriptions>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddHostedService<DeliveryService>();
        services.AddHealthChecks()
            .AddCheck<SubscriptionsHealth>("subscriptions", tags: [HealthEndpoints.ReadyTag])
            .AddCheck<DeliveryHealth>("deliveries");
    }

    // Opened while the container builds the services, which cannot wait: a store that does not open ends the start. Its
    // configuration is looked at already here, so that a mistake in it is all that is said.
    private static void AddStore(IHostApplicationBuilder builder)
    {
#if FULL_FEED
        if (builder.Configuration.MongoDb() is { } connection)
        {
            builder.Services.AddSingleton<ISubscriptionStore>(_ =>
                Storage.MongoDb.MongoSubscriptionStore.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
            return;
        }
#else
        _ = builder.Configuration.MongoDb();
#endif
        string path = builder.Configuration.StoreFile(DatabaseFile);
        builder.Services.AddSingleton<ISubscriptionStore>(_ => SqliteSubscriptionStore.OpenAsync(path, CancellationToken.None).GetAwaiter().GetResult());
    }

    private static SecretsKey Key(IConfiguration configuration, NotifierOptions options) =>
        SecretsKey.LoadOrCreate(
            options.SecretsKeyFile is { Length: > 0 } file ? Path.GetFullPath(file) : configuration.StoreFile(KeyFile),
            $"{NotifierOptions.Section}:{nameof(NotifierOptions.SecretsKeyFile)}");
}
