using Auditor.AuditWriter.Access;
using Auditor.AuditWriter.Api;
using Auditor.AuditWriter.Appending;
using Auditor.AuditWriter.BackTesting;
using Auditor.AuditWriter.Catalogue;
using Auditor.AuditWriter.Changes;
using Auditor.AuditWriter.Completeness;
using Auditor.AuditWriter.Consumers;
using Auditor.AuditWriter.Exporting;
using Auditor.AuditWriter.Failures;
using Auditor.AuditWriter.Following;
using Auditor.AuditWriter.Retention;
using Auditor.AuditWriter.Sequencing;
using Auditor.AuditWriter.Verifying;
using Auditor.AuditWriter.Statistics;
using Auditor.AuditWriter.Telemetry;
using Auditor.AuditWriter.Witnessing;
using Auditor.Hosting;
using Auditor.Hosting.Access;
using Auditor.Hosting.Health;
using Auditor.Hosting.Settings;
using Auditor.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter;

/// <summary>Everything that makes a host an AuditWriter: owner of the audit log and of the failed appends.</summary>
public static class AuditWriterRegistration
{
    private const string DatabaseFile = "audit-log.db";
    private const string KeyFile = "ledger.key";

    public static IHostApplicationBuilder AddAuditWriter(this IHostApplicationBuilder builder)
    {
        AddStores(builder);
        builder.Services.AddSettings<LedgerOptions>(LedgerOptions.Section);
        builder.Services.AddSingleton(services =>
            LedgerKey.LoadOrCreate(services.GetRequiredService<IOptions<LedgerOptions>>().Value, builder.Configuration.StoreFile(KeyFile)));
        builder.Services.AddSingleton<LedgerState>();
        builder.Services.AddSingleton<ILeadership>(services => services.GetRequiredService<LedgerState>());
        builder.AddWitnessing();
        builder.Services.AddSingleton<AppendSignal>();
        // Before the commits, and so stopped after them: what they still write gets its position.
        builder.Services.AddHostedService<Sequencer>();
        builder.Services.AddSettings<AppendOptions>(AppendOptions.Section);
        builder.Services.AddSingleton<GroupCommit>();
        builder.Services.AddHostedService(services => services.GetRequiredService<GroupCommit>());
        builder.Services.AddSingleton<OwnEntries>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OwnEntries>());
        builder.Services.AddSingleton<WriterMetrics>();
        builder.Services.AddHostedService<WriterSampler>();
        builder.Services.AddSingleton<EntryRecorder>();
        builder.Services.AddSingleton<FactRecorder>();
        builder.Services.AddSingleton<ChangeDesk>();
        builder.Services.AddSingleton<FailureKeeper>();
        builder.Services.AddSingleton<FailedAppendDesk>();
        builder.Services.AddAccessDesk();
        builder.Services.AddCompleteness();
        builder.Services.AddRetention();
        builder.Services.AddExports();
        builder.Services.AddVerifications();
        builder.Services.AddBackTests();
        builder.Services.AddSingleton<LogPages>();
        builder.Services.AddSingleton<SeriesDesk>();
        builder.Services.AddHealthChecks()
            .AddCheck<AuditLogHealth>("audit-log", tags: [HealthEndpoints.ReadyTag])
            .AddCheck<FailedAppendsHealth>("failed-appends")
            .AddCheck<LedgerHealth>("ledger")
            .AddCheck<RetentionHealth>("retention");
        return builder;
    }

    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<DecisionConsumer, DecisionConsumerDefinition>();
        bus.AddConsumer<ChangeConsumer, ChangeConsumerDefinition>();
        bus.AddConsumer<OutcomeConsumer, OutcomeConsumerDefinition>();
        bus.AddConsumer<IdentityConsumer, IdentityConsumerDefinition>();
        bus.AddConsumer<LogPageConsumer, LogPageConsumerDefinition>();
        bus.AddConsumer<FailureConsumer, FailureConsumerDefinition>();
        bus.AddConsumer<DeadLetterConsumer, DeadLetterConsumerDefinition>();
    }

    public static void MapAuditWriter(IEndpointRouteBuilder routes)
    {
        routes.MapAuditLogApi();
        routes.MapStatisticsApi();
        routes.MapSeveralCountsApi();
        routes.MapCatalogueApi();
        routes.MapChangeApi();
        routes.MapFailedAppendApi();
        routes.MapExportApi();
        routes.MapBackTestApi();
        routes.MapCameraApi();
        routes.MapLedgerApi();
        routes.MapVerificationApi();
        routes.MapWitnessApi();
        routes.MapAccessApi();
        routes.MapCompletenessApi();
        routes.MapRetentionApi();
        routes.MapHoldApi();
    }

    private static void AddStores(IHostApplicationBuilder builder)
    {
        IConfiguration configuration = builder.Configuration;
        builder.Services.AddSingleton<IAccessStore>(_ => AccessStores.OpenAsync(configuration, CancellationToken.None).GetAwaiter().GetResult());
#if FULL_FEED
        if (configuration.MongoDb() is { } connection)
        {
            builder.Services.AddSingleton<ILedgerStore>(_ => Storage.MongoDb.MongoLedgerStore.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
            builder.Services.AddSingleton(services =>
                Storage.MongoDb.MongoAuditLog.OpenAsync(connection, services.GetRequiredService<LedgerKey>().Seal, CancellationToken.None).GetAwaiter().GetResult());
            builder.Services.AddSingleton<IAuditStatistics>(_ => Storage.MongoDb.MongoAuditStatistics.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
            builder.Services.AddSingleton<IAuditLog>(services => services.GetRequiredService<Storage.MongoDb.MongoAuditLog>());
            builder.Services.AddSingleton<IEntryFacts>(services => services.GetRequiredService<Storage.MongoDb.MongoAuditLog>());
            builder.Services.AddSingleton<IKnownCameras>(services => services.GetRequiredService<Storage.MongoDb.MongoAuditLog>());
            builder.Services.AddSingleton<IFailedAppends>(_ => Storage.MongoDb.MongoFailedAppends.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
            builder.Services.AddSingleton<IClientSessionStore>(_ => Storage.MongoDb.MongoClientSessionStore.OpenAsync(connection, CancellationToken.None).GetAwaiter().GetResult());
            builder.Services.AddSingleton<IRetentionStore>(services => Sealed(services, Storage.MongoDb.MongoRetentionStore.OpenAsync(
                connection, services.GetRequiredService<ILedgerStore>(), services.GetRequiredService<TimeProvider>(), CancellationToken.None).GetAwaiter().GetResult()));
            return;
        }
#else
        _ = configuration.MongoDb();
#endif
        builder.Services.AddSingleton(services =>
            SqliteAuditLog.OpenAsync(configuration.StoreFile(DatabaseFile), services.GetRequiredService<LedgerKey>().Seal, CancellationToken.None).GetAwaiter().GetResult());
        builder.Services.AddSingleton<IAuditLog>(services => services.GetRequiredService<SqliteAuditLog>());
        builder.Services.AddSingleton<IAuditStatistics>(services => SqliteAuditStatistics.Of(services.GetRequiredService<SqliteAuditLog>()));
        builder.Services.AddSingleton<IEntryFacts>(services => services.GetRequiredService<SqliteAuditLog>());
        builder.Services.AddSingleton<IKnownCameras>(services => services.GetRequiredService<SqliteAuditLog>());
        builder.Services.AddSingleton<ILedgerStore>(services => SqliteLedgerStore.Of(services.GetRequiredService<SqliteAuditLog>()));
        builder.Services.AddSingleton<IClientSessionStore>(services => SqliteClientSessionStore.Of(services.GetRequiredService<SqliteAuditLog>()));
        builder.Services.AddSingleton<IRetentionStore>(services => Sealed(services, SqliteRetentionStore.Of(services.GetRequiredService<SqliteAuditLog>())));
        builder.Services.AddSingleton<IFailedAppends>(_ =>
            SqliteFailedAppends.OpenAsync(configuration.StoreFile(DatabaseFile), CancellationToken.None).GetAwaiter().GetResult());
    }

    private static SealedRetentionStore Sealed(IServiceProvider services, IRetentionStore store) =>
        new(store, services.GetRequiredService<LedgerKey>(), services.GetRequiredService<IAuditLog>());
}
