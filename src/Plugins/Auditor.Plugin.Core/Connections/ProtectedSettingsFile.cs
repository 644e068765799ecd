using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Connections;

/// <summary>The connection of one machine (the Event Server's own), in a file whose password the operating system protects.</summary>
/// <param name="path">Where it is.</param>
/// <param name="protection">Protects the password.</param>
/// <param name="restrict">
/// Takes a file from everybody who has no business with it, before the secret is in it; null where its folder does. Throws when it cannot.
/// </param>
public sealed class ProtectedSettingsFile(string path, ISecretProtection protection, Action<string>? restrict = null)
{
    private const string RootName = "auditorEventServer";
    private const string ProtectionName = "passwordProtection";

    /// <summary>Where it is.</summary>
    public string Location => path;

    /// <summary>The settings, or null when there is no such file.</summary>
    /// <exception cref="FormatException">The file is damaged, or its password was protected on another machine; the message says what to do.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ConnectionSettings? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string text = File.ReadAllText(path, Encoding.UTF8);
        ConnectionSettings settings = ConnectionSettings.FromXml(text)
            ?? throw new FormatException($"'{path}' holds no connection. Save the connection again on this machine.");
        string? by = ProtectionIn(text);
        if (by is null)
        {
            // Somebody wrote the file by hand; it is protected when it is next saved.
            return settings;
        }

        if (by != protection.Name)
        {
            throw new FormatException($"The password in '{path}' is protected by '{by}', and here is '{protection.Name}'. Save the connection again on this machine.");
        }

        try
        {
            return settings with { Password = Encoding.UTF8.GetString(protection.Unprotect(Convert.FromBase64String(settings.Password))) };
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            throw new FormatException($"The password in '{path}' cannot be opened: it was saved on another machine, or altered. Save the connection again on this machine.", problem);
        }
    }

    /// <summary>Replaces the file as a whole; a crash leaves the old one or the new one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public void Save(ConnectionSettings settings)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string secret = Convert.ToBase64String(protection.Protect(Encoding.UTF8.GetBytes(settings.Password)));
        // Beside the settings in their usual form, with the protected password in the place of the password, stands by what it is protected.
        var file = new XElement(RootName, new XAttribute(ProtectionName, protection.Name), XElement.Parse((settings with { Password = secret }).ToXml()));
        byte[] text = Encoding.UTF8.GetBytes(file.ToString());
        string unfinished = path + ".new";
        File.WriteAllBytes(unfinished, []);
        restrict?.Invoke(unfinished);
        using (var written = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            written.Write(text, 0, text.Length);
            written.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            // The new one inherits what the old one allowed.
            restrict?.Invoke(path);
            File.Replace(unfinished, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(unfinished, path);
        }
    }

    private static string? ProtectionIn(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return (string?)XElement.Load(reader).DescendantsAndSelf(RootName).FirstOrDefault()?.Attribute(ProtectionName);
    }
}
