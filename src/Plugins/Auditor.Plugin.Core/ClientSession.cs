using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tracking;

namespace Auditor.Plugin.Core;

/// <summary>One login of one operator at one client, from ClientStarted to ClientStopped.</summary>
public sealed class ClientSession : IDisposable
{
    private ClientSession(ClientSetup setup) => throw new NotSupportedException(setup.Folder);

    public IClientSignals Signals => throw new NotSupportedException();

    public IActivitySpool Spool => throw new NotSupportedException();

    public IOperatorPolicies Policies => throw new NotSupportedException();

    public IBrokerLink Link => throw new NotSupportedException();

    /// <summary>Returns at once: neither disk nor network is waited for.</summary>
    public static ClientSession Start(ClientSetup setup) => new(setup);

    /// <summary>
    /// The operator logs out: what is open is ended (unanswered questions expire, playback and independent playback are left), the client
    /// stopped. Waits for the disk, two seconds at most; what could not be sent is sent by the next session.
    /// </summary>
    public void Dispose() => throw new NotSupportedException();
}
