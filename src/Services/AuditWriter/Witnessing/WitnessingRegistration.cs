using Auditor.AuditWriter.Sequencing;
using Auditor.Hosting;
using Auditor.Hosting.Settings;
using Auditor.Ledger;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Witnessing;

/// <summary>Both sides: this log's witnesses, and this process as a witness of other logs (docs/witnesses.md).</summary>
internal static class WitnessingRegistration
{
    private const string KeyFile = "witness.key";
    private const string RecordsFolder = "witness";
    private const string CosignedFolder = "cosigned";

    public static void AddWitnessing(this IHostApplicationBuilder builder)
    {
        AddWitnessesOfThisLog(builder.Services);
        AddWitnessOfOthers(builder.Services, builder.Configuration);
    }

    private static void AddWitnessesOfThisLog(IServiceCollection services)
    {
        services.AddSettings<WitnessingOptions>(WitnessingOptions.Section);
        services.AddSingleton<IValidateOptions<WitnessingOptions>, WitnessingOptionsValidator>();
        services.AddSingleton<LogHistory>();
        services.AddSingleton(provider => new CosignedCheckpoints(
            Path.Combine(Path.GetDirectoryName(provider.GetRequiredService<LedgerKey>().HeadFile)!, CosignedFolder),
            provider.GetRequiredService<LedgerKey>().Signer.Verifier,
            [.. provider.GetRequiredService<IOptions<WitnessingOptions>>().Value.Witnesses.Select(CosignerOf).OfType<NoteVerifierKey>()]));
        services.AddSingleton<WitnessHttp>();
        services.AddSingleton(provider => new Witnesses(
            [.. provider.GetRequiredService<IOptions<WitnessingOptions>>().Value.Witnesses.Select(target => CourierOf(target, provider))]));
        services.AddSingleton<IOutsideMemory>(provider => provider.GetRequiredService<Witnesses>());
        services.AddHostedService<WitnessDelivery>();
        services.AddHealthChecks().AddCheck<WitnessesHealth>("witnesses");
    }

    private static void AddWitnessOfOthers(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WitnessOptions>(WitnessOptions.Section);
        services.AddSingleton(provider => WitnessedLogs.Of(provider.GetRequiredService<IOptions<WitnessOptions>>().Value));
        services.AddSingleton(_ => new WitnessRecords(configuration.StoreFile(RecordsFolder)));
        services.AddSingleton<WitnessRate>();
        services.AddSingleton(provider => new OwnWitness(provider.GetRequiredService<WitnessedLogs>() is { Origins.Count: > 0 } logs
            ? new Cosigner(
                KeyOf(provider.GetRequiredService<IOptions<WitnessOptions>>().Value, logs, configuration),
                logs,
                provider.GetRequiredService<WitnessRecords>(),
                provider.GetRequiredService<ILogger<Cosigner>>())
            : null));
        services.AddHostedService<WitnessStart>();
        services.AddHealthChecks().AddCheck<WitnessRecordsHealth>("witness");
    }

    private static WitnessCourier CourierOf(WitnessTarget target, IServiceProvider provider)
    {
        LogHistory history = provider.GetRequiredService<LogHistory>();
        NoteVerifierKey? cosigner = CosignerOf(target);
        IWitness witness = target.Kind.Equals(WitnessKinds.Folder, StringComparison.Ordinal)
            ? new FolderWitness(Path.GetFullPath(target.Target), history.Key)
            : new UrlWitness(provider.GetRequiredService<WitnessHttp>().Client, new Uri(target.Target), cosigner, history);
        return new WitnessCourier(
            target,
            witness,
            cosigner,
            history,
            provider.GetRequiredService<CosignedCheckpoints>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WitnessCourier>>());
    }

    private static NoteVerifierKey? CosignerOf(WitnessTarget target) => target.VerifierKey.Length > 0 ? NoteVerifierKey.Parse(target.VerifierKey) : null;

    /// <summary>The note does not say for what a key signed it, other than by the key's name: a witness must not have the name of a log.</summary>
    private static NoteSignerKey KeyOf(WitnessOptions options, WitnessedLogs logs, IConfiguration configuration)
    {
        NoteSignerKey key = SigningKeyFile.LoadOrCreate(
            configuration.StoreFile(KeyFile), $"{Stores.FolderKey} with {KeyFile}", () => options.Name.Length > 0 ? options.Name : SigningKeyFile.UsualName("witness"));
        return logs.KeysOf(key.Verifier.Name).Count == 0
            ? key
            : throw new UnusableConfigurationException($"{WitnessOptions.Section}:Logs has a log with the name of this witness, '{key.Verifier.Name}'; a witness must have a name of its own.");
    }
}
