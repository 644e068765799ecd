using VideoOS.Platform;
using VideoOS.Platform.Client;
using VideoOS.Platform.Messaging;

namespace Auditor.Plugin.SmartClient;

/// <summary>The Exports workspace, and exports from wherever they start.</summary>
internal sealed class ExportWatch(ClientContext context) : IDisposable
{
    private readonly ExportWorkspace _workspace = new();
    private readonly Receivers _receivers = new(context);
    private readonly object _gate = new();
    private bool _said;
    private long _round;
    private long _told;
    private volatile bool _closed;

    public void Start()
    {
        _receivers.Add(new MessageIdFilter(MessageId.SmartClient.ShownWorkSpaceChangedIndication), Said);
        // After a change of mode the workspace may be another one, before anyone says so.
        _receivers.Add(new MessageIdFilter(MessageId.System.ModeChangedIndication), _ => Look());
        Look();
    }

    public ExportReport NewExport(ExportParameters? parameters) => new(context, parameters);

    public void Dispose()
    {
        _closed = true;
        _receivers.Dispose();
    }

    private void Said(Message message)
    {
        if (message.Data is Item workspace)
        {
            lock (_gate)
            {
                _said = _workspace.Is(workspace);
            }
        }

        Look();
    }

    /// <summary>Shown when either the latest message or the client itself says so; not shown only when both do.</summary>
    private void Look()
    {
        long round = Interlocked.Increment(ref _round);
        bool own = context.Guarded.Read("Exports", () => _workspace.Is(context.Client.ShownWorkSpace), otherwise: false);
        lock (_gate)
        {
            if (_closed || round < _told)
            {
                return;
            }

            _told = round;
            context.Signals.ExportsShown(own || _said);
        }
    }
}
