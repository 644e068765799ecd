using Auditor.Hosting;
using Auditor.Notifier.Following;
using Auditor.Notifier.Secrets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Auditor.Notifier;

/// <summary>Everything that makes a host a Notifier: owner of the subscriptions, which tells their destinations what the log has.</summary>
public static class NotifierRegistration
{
    private const string KeyFile = "notifier.key";

    public static IHostApplicationBuilder AddNotifier(this IHostApplicationBuilder builder)
    {
        IConfiguration configuration = builder.Configuration;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<NotifierOptions>().BindConfiguration(NotifierOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => Key(configuration, services.GetRequiredService<IOptions<NotifierOptions>>().Value));
        builder.Services.AddSingleton<BusLogReader>();
        builder.Services.AddSingleton<ILogReader>(services =>
            new SharedLogReader(services.GetRequiredService<BusLogReader>(), services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    public static void MapNotifier(this IEndpointRouteBuilder routes) => ArgumentNullException.ThrowIfNull(routes);

    private static SecretsKey Key(IConfiguration configuration, NotifierOptions options) =>
        SecretsKey.LoadOrCreate(
            options.SecretsKeyFile is { Length: > 0 } file ? Path.GetFullPath(file) : configuration.StoreFile(KeyFile),
            $"{NotifierOptions.Section}:{nameof(NotifierOptions.SecretsKeyFile)}");
}
