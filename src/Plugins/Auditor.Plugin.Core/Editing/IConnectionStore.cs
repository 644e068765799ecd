using Auditor.Plugin.Core.Connections;

namespace Auditor.Plugin.Core.Editing;

/// <summary>The broker's connection in XProtect's options, which every client reads.</summary>
public interface IConnectionStore
{
    /// <summary>Null when none was ever saved.</summary>
    /// <exception cref="RuleItemException">XProtect does not give it, or it cannot be read.</exception>
    ConnectionSettings? Load();

    /// <exception cref="RuleItemException">XProtect does not take it.</exception>
    void Save(ConnectionSettings settings);
}
