using Auditor.Hosting;
using Auditor.Hosting.Health;
using Auditor.Notifier.Delivering;
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
        builder.Services.AddOptions<NotifierOptions>().BindConfiguration(NotifierOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => Key(configuration, services.GetRequiredService<IOptions<NotifierOptions>>().Value));
        AddStore(builder);
        AddDelivering(builder.Services);
        return builder;
    }

    public static void MapNotifier(this IEndpointRouteBuilder routes) => ArgumentNullException.ThrowIfNull(routes);

    private static void AddStore(IHostApplicationBuilder builder)
    {
        _ = builder.Configuration.MongoDb();
        string path = builder.Configuration.StoreFile(DatabaseFile);
        builder.Services.AddSingleton<ISubscriptionStore>(_ => SqliteSubscriptionStore.OpenAsync(path, CancellationToken.None).GetAwaiter().GetResult());
    }

    private static void AddDelivering(IServiceCollection services)
    {
        services.AddSingleton<BusLogReader>();
        services.AddSingleton<ILogReader>(provider => provider.GetRequiredService<BusLogReader>());
        services.AddSingleton<SharedLog>();
        services.AddSingleton<DestinationOpener>();
        services.AddSingleton<OutcomeReports>();
        services.AddSingleton<GivingUp>();
        services.AddSingleton<DeliveryState>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddHostedService<DeliveryService>();
        services.AddHealthChecks()
            .AddCheck<SubscriptionsHealth>("subscriptions", tags: [HealthEndpoints.ReadyTag])
            .AddCheck<DeliveryHealth>("deliveries");
    }

    private static SecretsKey Key(IConfiguration configuration, NotifierOptions options) =>
        SecretsKey.LoadOrCreate(
            options.SecretsKeyFile is { Length: > 0 } file ? Path.GetFullPath(file) : configuration.StoreFile(KeyFile),
            $"{NotifierOptions.Section}:{nameof(NotifierOptions.SecretsKeyFile)}");
}
