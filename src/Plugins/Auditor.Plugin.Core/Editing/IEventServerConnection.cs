using Auditor.Plugin.Core.Connections;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Event Server's own way to the broker, which is kept on its machine alone.</summary>
public interface IEventServerConnection
{
    /// <summary>Whether Event Server is installed on this machine.</summary>
    bool IsHere { get; }

    /// <summary>The broker's user of Event Server; empty when none was saved.</summary>
    string User { get; }

    /// <exception cref="RuleItemException">The file cannot be written, for instance for want of rights.</exception>
    void Save(ConnectionSettings settings);
}
