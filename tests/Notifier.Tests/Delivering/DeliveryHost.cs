using Auditor.AuditWriter;
using Auditor.Contracts;
using Auditor.Hosting;
using Auditor.Hosting.Bus;
using Auditor.Hosting.Changes;
using Auditor.Notifier.Destinations;
using Auditor.Notifier.Following;
using Auditor.Notifier.Secrets;
using Auditor.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>A real Notifier beside a real AuditWriter on real SQLite files, the bus in memory, and destinations that a test scripts.</summary>
internal sealed class DeliveryHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly WebApplication _app;
    private readonly string? _ownFolder;

    private DeliveryHost(WebApplication app, ScriptedKind receivers, ShiftedTime time, string? ownFolder)
    {
        _app = app;
        _ownFolder = ownFolder;
        Receivers = receivers;
        Time = time;
    }

    public ScriptedKind Receivers { get; }

    public ShiftedTime Time { get; }

    public ISubscriptionStore Store => _app.Services.GetRequiredService<ISubscriptionStore>();

    public IAuditLog AuditLog => _app.Services.GetRequiredService<IAuditLog>();

    public SubscriptionSecrets Secrets => _app.Services.GetRequiredService<SubscriptionSecrets>();

    public HealthCheckService Health => _app.Services.GetRequiredService<HealthCheckService>();

    public ILogReader Log => _app.Services.GetRequiredService<ILogReader>();

    /// <param name="folder">The stores' folder, which outlives the host; null for one of its own.</param>
    /// <param name="receivers">What is at the addresses; null for new ones.</param>
    /// <param name="log">Whose log is followed; null for that of this very host.</param>
    /// <param name="store">Puts something before the store of subscriptions.</param>
    /// <param name="leaseSeconds">How long a Notifier that is not heard of keeps its subscriptions.</param>
    public static async Task<DeliveryHost> StartAsync(
        string? folder = null, ScriptedKind? receivers = null, ILogReader? log = null, int leaseSeconds = 2, Func<ISubscriptionStore, object>? store = null)
    {
        string place = folder ?? Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([], "http://127.0.0.1:0");
        builder.Configuration[Stores.FolderKey] = place;
        builder.Configuration["Auditor:Notifier:LeaseSeconds"] = $"{leaseSeconds}";
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        var time = new ShiftedTime();
        ScriptedKind scripted = receivers ?? new ScriptedKind();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddAuditWriter();
        builder.AddNotifier();
        builder.Services.RemoveAll<IDestinationKind>();
        builder.Services.AddSingleton<IDestinationKind>(scripted);
        if (store is not null)
        {
            ServiceDescriptor real = builder.Services.Last(one => one.ServiceType == typeof(ISubscriptionStore));
            builder.Services.AddSingleton(services => (ISubscriptionStore)store((ISubscriptionStore)real.ImplementationFactory!(services)));
        }

        if (log is not null)
        {
            builder.Services.AddSingleton(log);
        }

        builder.AddAuditorBus(AuditWriterRegistration.AddConsumers, builder.Services.AwaitAppends());
        builder.Services.AddSingleton<TimeProvider>(time);
        WebApplication app = builder.BuildWith(AuditWriterRegistration.MapAuditWriter, NotifierRegistration.MapNotifier);
        await app.StartAsync();
        return new DeliveryHost(app, scripted, time, folder is null ? place : null);
    }

    /// <summary>A subscription whose destination is at an address.</summary>
    public async Task<Subscription> SubscribeAsync(string url, SubscriptionFilter? filter = null, string startAt = SubscriptionStarts.Beginning)
    {
        var subscription = new Subscription
        {
            Id = Guid.CreateVersion7(),
            Name = url,
            Version = 1,
            StartAt = startAt,
            Filter = filter ?? new SubscriptionFilter { Resources = [AuditableResources.CameraSettings] },
            Destination = new Destination { Kind = DestinationKinds.Webhook, Webhook = new WebhookSettings { Url = url } },
        };
        await ChangeAsync(SubscriptionChangeKind.Created, null, subscription);
        return subscription;
    }

    public async Task<Subscription> EnableAsync(Subscription subscription, bool enabled)
    {
        Subscription now = (await Store.LoadAsync(CancellationToken.None)).Subscriptions.Single(one => one.Id == subscription.Id);
        Subscription changed = now with { Enabled = enabled, Version = now.Version + 1 };
        await ChangeAsync(SubscriptionChangeKind.Updated, now, changed);
        return changed;
    }

    public async Task ChangeAsync(SubscriptionChangeKind kind, Subscription? previous, Subscription current, long? position = null)
    {
        SubscriptionChangeResult result = await Store.ChangeAsync(
            new SubscriptionChange
            {
                ChangeId = Guid.CreateVersion7(),
                SubscriptionId = current.Id,
                Version = (previous?.Version ?? 0) + 1,
                Kind = kind,
                Previous = previous,
                Current = current with { Version = (previous?.Version ?? 0) + 1 },
                ChangedAt = Time.GetUtcNow(),
                Position = position,
            },
            CancellationToken.None);
        Assert.True(result.Stored);
    }

    /// <summary>Publishes changes of camera settings, named by their number, and returns when all are in the log.</summary>
    public async Task AppendAsync(int first, int count)
    {
        for (int number = first; number < first + count; number++)
        {
            var change = new ConfigurationChanged
            {
                ChangeId = Guid.CreateVersion7(),
                AuditableResource = AuditableResources.CameraSettings,
                AuditableAction = AuditableActions.Update,
                ResourceName = $"{number}",
                Actor = new Actor { Name = "anna" },
                OccurredAt = DateTimeOffset.UtcNow,
                AdditionalMetadata = new JsonText("""{"schemeName":"SchemeA","cameraSettingKey":"brightness","tenantName":"TenantA"}"""),
            };
            await PublishAsync(change);
            await UntilAsync(async () => await AuditLog.FindAsync(change.ChangeId, CancellationToken.None) is not null);
        }
    }

    public Task PublishAsync<T>(T message)
        where T : class => _app.Services.GetRequiredService<IBus>().Publish(message);

    public async Task<DeliveryProgress?> ProgressAsync(Subscription subscription) =>
        (await Store.ListProgressAsync(CancellationToken.None)).SingleOrDefault(progress => progress.SubscriptionId == subscription.Id);

    public Task UntilGotAsync(string url, int count) =>
        UntilAsync(() => Task.FromResult(Receivers[url].Got.Count >= count));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        DateTime until = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, "It did not come about.");
            await Task.Delay(25);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownFolder is not null)
        {
            Directory.Delete(_ownFolder, recursive: true);
        }
    }
}
