using System.Security.Cryptography;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>Stands for the operating system's: unreadable to the eye, and refuses what it has not made.</summary>
internal sealed class XorProtection(string name = "xor", byte key = 0x5A) : ISecretProtection
{
    public string Name => name;

    public byte[] Protect(byte[] secret) => [key, .. secret.Select(b => (byte)(b ^ key))];

    public byte[] Unprotect(byte[] secret) =>
        secret.Length > 0 && secret[0] == key ? [.. secret.Skip(1).Select(b => (byte)(b ^ key))] : throw new CryptographicException("Made by another user.");
}
