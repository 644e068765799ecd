using System.Security.Cryptography;
using System.Text;

namespace Auditor.Plugin.EventServer;

/// <summary>Ids of events: the same for the same entry and rule, at every attempt and after every restart.</summary>
internal static class EventIds
{
    public static Guid Of(Guid entryId, Guid ruleId, string name)
    {
        using var hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes($"{entryId:N}/{ruleId:N}/{name}"));
        byte[] id = new byte[16];
        Array.Copy(digest, id, id.Length);
        // A version 8 id of RFC 9562, in the byte order of Guid.
        id[7] = (byte)((id[7] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id);
    }
}
