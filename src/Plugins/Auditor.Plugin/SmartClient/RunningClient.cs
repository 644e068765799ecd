using Auditor.Plugin.Core.Tracking;

namespace Auditor.Plugin.SmartClient;

/// <param name="Signals">Takes what happens in the client.</param>
/// <param name="Session">Ended at logout.</param>
internal sealed record RunningClient(IClientSignals Signals, IDisposable Session);
