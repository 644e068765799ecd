using System.Xml;
using Auditor.Plugin.Core.Delivering;
using Auditor.Plugin.Core.Sending;

namespace Auditor.Plugin.EventServer;

/// <summary>What the Event Server's part is made of, besides Event Server itself.</summary>
internal sealed class EventServerParts
{
    /// <summary>Makes the way to the services from the options that Management Client saved; null when it saved none yet.</summary>
    public required Func<XmlNode?, IBrokerLink> Connect { get; init; }

    /// <summary>Of this machine.</summary>
    public required string Folder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Starts the work between start and stop of Event Server.</summary>
    public Func<EventServerSetup, IDisposable> Start { get; init; } = EventServerSession.Start;
}
