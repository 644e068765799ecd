using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Prompting;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>One stay in recordings: of a window in playback, of a viewer in independent playback, of the client in exports.</summary>
/// <param name="window">Where it is.</param>
/// <param name="sendBack">Ends it against the operator's will.</param>
internal sealed class Stay(string window, Action<IClientCommands> sendBack)
{
    private volatile bool _over;

    public string Window { get; } = window;

    /// <summary>Of the first entry activity: ties the leaving to the entering.</summary>
    public Guid Correlation { get; set; }

    /// <summary>The cameras whose recordings were entered so far.</summary>
    public CameraSet Cameras { get; } = new();

    /// <summary>What the operator answered in this stay.</summary>
    public StandingAnswers Answers { get; } = new();

    /// <summary>No policy of this session was known at the last entry, and nobody was asked: it is decided again when one is.</summary>
    public bool AwaitsPolicy { get; set; }

    /// <summary>The latest reason that belongs to this stay: an earlier one that was still valid, or the answer to its question.</summary>
    public Reason? Reason { get; set; }

    public bool IsOver => _over;

    public void End() => _over = true;

    /// <summary>Nobody is sent back from where one is no more.</summary>
    public void SendBack(IClientCommands commands)
    {
        if (!_over)
        {
            sendBack(commands);
        }
    }
}
