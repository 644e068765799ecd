using System.Security.Cryptography;
using System.Text;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Spooling;

/// <summary>
/// The file beside a session's segments that says how they are protected: the protection's name, and the session's key as it wrapped it.
/// </summary>
internal static class SessionKey
{
    public const string FileName = "session.key";

    private const string Form = "auditor-spool 1";
    private const int KeyLength = 32;

    /// <summary>Makes a session's key and writes it, flushed to the disk, before the first record.</summary>
    public static RecordCipher Create(string folder, ISecretProtection protection)
    {
        byte[]? key = null;
        string wrapped = "";
        if (protection.Name != NoProtection.Unprotected)
        {
            key = new byte[KeyLength];
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(key);
            wrapped = Convert.ToBase64String(protection.Protect(key));
        }

        string path = Path.Combine(folder, FileName);
        string unfinished = path + ".new";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            byte[] text = Encoding.ASCII.GetBytes($"{Form}\n{protection.Name}\n{wrapped}\n");
            file.Write(text, 0, text.Length);
            file.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            File.Delete(path);
        }

        File.Move(unfinished, path);
        return new RecordCipher(key);
    }

    /// <exception cref="SpoolUnreadableException">There is no key, or not one that this user can unwrap on this machine.</exception>
    public static RecordCipher Open(string folder, ISecretProtection protection)
    {
        string path = Path.Combine(folder, FileName);
        string[] lines = File.Exists(path)
            ? File.ReadAllLines(path)
            : throw new SpoolUnreadableException("It has no key file.");
        if (lines.Length < 3 || lines[0] != Form)
        {
            throw new SpoolUnreadableException("Its key file is damaged, or of another version.");
        }

        if (lines[1] == NoProtection.Unprotected)
        {
            return new RecordCipher(null);
        }

        if (lines[1] != protection.Name)
        {
            throw new SpoolUnreadableException($"It is protected by '{lines[1]}', and this client has '{protection.Name}'.");
        }

        try
        {
            byte[] key = protection.Unprotect(Convert.FromBase64String(lines[2]));
            return key.Length == KeyLength ? new RecordCipher(key) : throw new SpoolUnreadableException("Its key has a wrong length.");
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            throw new SpoolUnreadableException("Its key can only be opened by the Windows user who made it, on the machine where it was made.", problem);
        }
    }
}

/// <summary>A session's spool cannot be opened; trying again would not help.</summary>
internal sealed class SpoolUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
