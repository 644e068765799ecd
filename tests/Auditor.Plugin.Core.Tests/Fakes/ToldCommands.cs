using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>Notes what the client is told to do.</summary>
internal sealed class ToldCommands : IClientCommands
{
    public List<string> Told { get; } = [];

    /// <summary>What the client does about it.</summary>
    public Action<string> Obey { get; set; } = _ => { };

    public void ReturnToLive(string window)
    {
        Told.Add("live " + window);
        Obey(window);
    }

    public void StopIndependentPlayback(string viewer)
    {
        Told.Add("stop " + viewer);
        Obey(viewer);
    }
}
