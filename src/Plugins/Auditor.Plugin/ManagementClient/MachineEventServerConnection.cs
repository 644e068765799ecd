using System.IO;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Editing;

namespace Auditor.Plugin.ManagementClient;

/// <summary>Event Server's own way to the broker, in a file of this machine.</summary>
internal sealed class MachineEventServerConnection(ProtectedSettingsFile file) : IEventServerConnection
{
    // Where its installer puts its data, whichever edition it is.
    private static readonly string[] Folders = [@"Milestone\XProtect Event Server", @"VideoOS\Event Server"];

    public bool IsHere
    {
        get
        {
            string root = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
            return File.Exists(file.Location) || Folders.Any(folder => Directory.Exists(Path.Combine(root, folder)));
        }
    }

    public string User
    {
        get
        {
            try
            {
                return file.Load()?.User ?? "";
            }
            catch (Exception unreadable) when (unreadable is IOException or FormatException or UnauthorizedAccessException)
            {
                // Saved on another machine, or damaged: it is asked for again.
                return "";
            }
        }
    }

    public void Save(ConnectionSettings settings)
    {
        try
        {
            file.Save(settings);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RuleItemException($"Event Server's connection could not be saved in '{file.Location}': {problem.Message} Start Management Client as administrator.", problem);
        }
    }
}
