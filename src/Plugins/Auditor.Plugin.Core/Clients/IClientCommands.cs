namespace Auditor.Plugin.Core.Clients;

/// <summary>What the plugin makes the client do when an operator declines or a question expires. Called from any thread; never throws.</summary>
public interface IClientCommands
{
    /// <summary>Takes a window out of playback or export, back to live.</summary>
    void ReturnToLive(string window);

    /// <summary>Ends independent playback of one viewer.</summary>
    void StopIndependentPlayback(string viewer);
}
