using System.Security.Cryptography;
using System.Text;
using Auditor.Hosting;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Sequencing;

/// <summary>A file with a signing key, made when it is not there.</summary>
internal static class SigningKeyFile
{
    /// <summary>Loads the key, or makes one.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="setting">Configuration key of the file, for what is said when it cannot be used.</param>
    /// <param name="name">Name of a key that is made.</param>
    /// <exception cref="UnusableConfigurationException">The file cannot be read or written, or holds no key.</exception>
    public static NoteSignerKey LoadOrCreate(string file, string setting, Func<string> name)
    {
        try
        {
            if (!File.Exists(file))
            {
                // Of two who make one, the first wins.
                DurableFile.Create(file, Encoding.UTF8.GetBytes(NoteSignerKey.Generate(name()).ExportText() + Environment.NewLine), ownerOnly: true);
            }

            return NoteSignerKey.Parse(File.ReadAllText(file).Trim());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException($"{setting} is '{file}', which cannot be used: {problem.Message}");
        }
        catch (LedgerFormatException problem)
        {
            throw new UnusableConfigurationException($"{setting} is '{file}', which gives no key: {problem.Message}");
        }
    }

    /// <summary>A name that nobody else has: the machine's, what the key is for, and a random part.</summary>
    public static string UsualName(string purpose)
    {
        string machine = new([.. Environment.MachineName.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')]);
        return $"{(machine.Length > 0 ? machine : "auditor")}/{purpose}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    }
}
