using System.Security.Cryptography;
using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Protection;
using Auditor.Wire;

namespace Auditor.Plugin.Core.Policies;

/// <summary>
/// The last policy of one operator at one site, on the disk, for starts without a network. One line that says how it is protected, then
/// the protected bytes: a SHA-256 and the JSON it is of. A file that cannot be read counts as none.
/// </summary>
internal sealed class PolicyCache
{
    private const string Where = "Policy";
    private const int HashLength = 32;

    private readonly string _folder;
    private readonly string _key;
    private readonly byte[] _heading;
    private readonly ISecretProtection _protection;
    private readonly IPluginLog _log;

    public PolicyCache(string folder, ClientIdentity identity, ISecretProtection protection, IPluginLog log)
    {
        _folder = folder;
        _protection = protection;
        _log = log;
        _heading = Encoding.ASCII.GetBytes($"auditor-policy 1 {protection.Name}\n");
        _key = WireFormat.SerializeToText<string[]>(
        [
            identity.Tenant ?? "",
            (identity.Site.Id ?? identity.Site.Name).ToUpperInvariant(),
            (identity.Actor.Id ?? identity.Actor.Name).ToUpperInvariant(),
        ]);
        FilePath = Path.Combine(folder, $"policy-{Hex(Hash(Encoding.UTF8.GetBytes(_key)), 16)}.cache");
    }

    /// <summary>One file for each operator and site.</summary>
    public string FilePath { get; }

    /// <summary>The policy, or null when there is none that can be read and is this operator's.</summary>
    public CachedPolicy? Load()
    {
        try
        {
            if (!File.Exists(FilePath))
            {
                return null;
            }

            CachedPolicy cached = Read(File.ReadAllBytes(FilePath));
            return cached.Key == _key ? cached : throw new InvalidDataException("It belongs to another operator or site.");
        }
        catch (Exception problem)
        {
            _log.Error(Where, "The policy on the disk cannot be used; the client goes on as if there were none.", problem);
            return null;
        }
    }

    /// <returns>Whether it is on the disk; why not stands in the log.</returns>
    public bool Save(OperatorPolicy policy, DateTimeOffset fetchedAt)
    {
        string temporary = FilePath + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            Directory.CreateDirectory(_folder);
            byte[] json = WireFormat.Serialize(new CachedPolicy { Key = _key, FetchedAt = fetchedAt, Policy = policy });
            byte[] content = [.. _heading, .. _protection.Protect([.. Hash(json), .. json])];
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content, 0, content.Length);
                file.Flush(flushToDisk: true);
            }

            Put(temporary);
            return true;
        }
        catch (Exception problem)
        {
            _log.Error(Where, "The policy could not be kept on the disk; the next start without a network will not know it.", problem);
            Remove(temporary);
            return false;
        }
    }

    private CachedPolicy Read(byte[] content)
    {
        if (content.Length <= _heading.Length || !content.Take(_heading.Length).SequenceEqual(_heading))
        {
            throw new InvalidDataException("It is protected in another way.");
        }

        byte[] plain = _protection.Unprotect([.. content.Skip(_heading.Length)]);
        byte[] json = [.. plain.Skip(HashLength)];
        if (plain.Length <= HashLength || !Hash(json).SequenceEqual(plain.Take(HashLength)))
        {
            throw new InvalidDataException("It is damaged.");
        }

        CachedPolicy cached = WireFormat.Deserialize<CachedPolicy>(json);
        return PolicyAnswer.IsSound(cached.Policy) ? cached : throw new InvalidDataException("It is no policy.");
    }

    private void Put(string temporary)
    {
        if (File.Exists(FilePath))
        {
            File.Replace(temporary, FilePath, null);
        }
        else
        {
            File.Move(temporary, FilePath);
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The disk has just failed; what is left is found and replaced by nobody, and is a few kilobytes.
        }
    }

    private static byte[] Hash(byte[] bytes)
    {
#pragma warning disable CA1850 // The static method is not in netstandard2.0.
        using SHA256 hash = SHA256.Create();
        return hash.ComputeHash(bytes);
#pragma warning restore CA1850
    }

    private static string Hex(byte[] bytes, int count) => BitConverter.ToString(bytes, 0, count).Replace("-", "");
}
