using System.IO;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;
using Auditor.Plugin.Protection;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Event Server's own connection: a file of the machine that Event Server runs on.</summary>
internal sealed class EventServerFile : IEventServerConnection
{
    private static readonly string Machine = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);

    private readonly ProtectedSettingsFile _file = new(Path.Combine(Machine, "Auditor", "event-server.xml"), DpapiProtection.ForMachine());

    /// <summary>By the folder of Event Server's own logs, or by our file where an OEM build keeps them elsewhere.</summary>
    public bool IsHere => Directory.Exists(Path.Combine(Machine, "Milestone", "XProtect Event Server")) || File.Exists(_file.Location);

    public string User
    {
        get
        {
            try
            {
                return _file.Load()?.User ?? "";
            }
            catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
            {
                // It can be written anew, which is what the page is for.
                return "";
            }
        }
    }

    public void Save(ConnectionSettings settings)
    {
        try
        {
            _file.Save(settings);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new RuleItemException($"Event Server's connection could not be written to '{_file.Location}': {problem.Message} Start Management Client as an administrator of this machine.", problem);
        }
    }
}
