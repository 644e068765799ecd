using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Policies;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tracking;

namespace Auditor.Plugin.Core;

/// <summary>
/// One login of one operator at one client, from ClientStarted to ClientStopped: signals go to the tracker, activities to the spool, from there
/// to the broker; questions to the operator.
/// </summary>
public sealed class ClientSession : IDisposable
{
    /// <summary>How long a logout waits for what is already under way, when there is a connection at all.</summary>
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    private readonly ActivitySpool _spool;
    private readonly PolicyKeeper _policies;
    private readonly PromptDesk _desk;
    private readonly ActivityTracker _tracker;
    private readonly SpoolSender _sender;
    private readonly ClientHeartbeat _heartbeat;
    private readonly SpoolNotices _notices;
    private bool _ended;

    private ClientSession(ClientSetup setup)
    {
        Link = setup.Link;
        _spool = new ActivitySpool(setup.Folder, setup.Protection, setup.Time, setup.Log);
        _policies = new PolicyKeeper(setup.Identity, setup.Link, setup.Protection, setup.Folder, setup.WhenPolicyUnknown, setup.Time, setup.Log);
        _desk = new PromptDesk(setup.Prompt, setup.Commands, setup.Time, setup.Log);
        _tracker = new ActivityTracker(setup.Identity, _spool, _policies, _desk, setup.Time, setup.Log);
        _sender = new SpoolSender(_spool, setup.Link, setup.Time, setup.Log);
        _tracker.Start();
        _policies.Start();
        _sender.Start();
        _heartbeat = new ClientHeartbeat(setup.Identity, _spool, () => _policies.ClockOffset, setup.Time, setup.Log);
        _notices = new SpoolNotices(_spool, setup.Notices, setup.Time, setup.Log);
    }

    /// <summary>Takes what happens in the client.</summary>
    public IClientSignals Signals => _tracker;

    public IActivitySpool Spool => _spool;

    public IOperatorPolicies Policies => _policies;

    public IBrokerLink Link { get; }

    /// <summary>Returns at once: neither disk nor network is waited for.</summary>
    public static ClientSession Start(ClientSetup setup) => new(setup ?? throw new ArgumentNullException(nameof(setup)));

    /// <summary>
    /// The operator logs out: what is open is ended (unanswered questions expire, playback and independent playback are left), the client
    /// stopped. Waits for the disk, two seconds at most; what could not be sent is sent by the next session.
    /// </summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        // No heartbeat behind the good-bye, and none of it on a screen that goes away.
        _heartbeat.Dispose();
        _tracker.Stop();
        _desk.Dispose();
        _notices.Dispose();
        if (Link.Status.Connected)
        {
            // Not on this thread's context: Smart Client's user interface waits here.
            Task.Run(() => _sender.DrainAsync(PatienceAtEnd)).Wait(PatienceAtEnd + PatienceAtEnd);
        }

        _sender.Dispose();
        _spool.Dispose();
        _policies.Dispose();
        Link.Dispose();
    }
}
