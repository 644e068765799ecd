using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Tracking;
using VideoOS.Platform;

namespace Auditor.Plugin.SmartClient;

/// <summary>Smart Client as it was at login, and where its signals go. Taken once: the statics of the SDK mean whatever host a thread belongs to.</summary>
internal sealed class ClientContext(
    EnvironmentManager environment, Configuration configuration, ClientControl client, IClientSignals signals, IPluginLog log, TimeProvider time)
{
    public EnvironmentManager Environment { get; } = environment;

    public Configuration Configuration { get; } = configuration;

    public ClientControl Client { get; } = client;

    public IClientSignals Signals { get; } = signals;

    public IPluginLog Log { get; } = log;

    public TimeProvider Time { get; } = time;

    public Guarded Guarded { get; } = new(log);

    public WindowNames Windows { get; } = new(configuration, new Guarded(log));

    public CameraDirectory Cameras { get; } = new(configuration, log);

    /// <summary>XProtect means UTC; what says nothing about itself is UTC too. Null when there is none.</summary>
    public static DateTimeOffset? Utc(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue
        ? null
        : new DateTimeOffset(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
