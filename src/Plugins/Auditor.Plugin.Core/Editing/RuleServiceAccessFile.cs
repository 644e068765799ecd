using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Editing;

/// <summary>
/// Where RuleService is and this Windows user's key for it, in a file of that user. The address stands beside the key, and not where others
/// could change it: a key must not go to an address that its owner has not seen.
/// </summary>
public sealed class RuleServiceAccessFile(string path, ISecretProtection protection)
{
    private RuleServiceAccess? _known;
    private bool _isRead;

    /// <summary>Null when nothing was saved, or when it cannot be opened by this user.</summary>
    public RuleServiceAccess? Load()
    {
        if (!_isRead)
        {
            _known = Read();
            _isRead = true;
        }

        return _known;
    }

    /// <exception cref="RuleItemException">The file cannot be written.</exception>
    public void Save(RuleServiceAccess access)
    {
        var root = new XElement(
            "AuditorRuleService",
            new XElement("Address", access.Address.AbsoluteUri),
            new XElement("Key", new XAttribute("protection", protection.Name), Convert.ToBase64String(protection.Protect(Encoding.UTF8.GetBytes(access.ApiKey)))));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, root.ToString());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RuleItemException($"The key could not be kept in '{path}': {problem.Message}", problem);
        }

        _known = access;
        _isRead = true;
    }

    private RuleServiceAccess? Read()
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            XElement root = XElement.Parse(File.ReadAllText(path));
            byte[] key = protection.Unprotect(Convert.FromBase64String((string?)root.Element("Key") ?? ""));
            return Uri.TryCreate((string?)root.Element("Address"), UriKind.Absolute, out Uri? address)
                ? new RuleServiceAccess(address, Encoding.UTF8.GetString(key))
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or XmlException or FormatException or CryptographicException)
        {
            // Of another user, or damaged: it is asked for again.
            return null;
        }
    }
}
