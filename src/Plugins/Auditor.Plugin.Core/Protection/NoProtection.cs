namespace Auditor.Plugin.Core.Protection;

/// <summary>For systems that protect no secrets: what is written is guarded by the permissions of its folder alone.</summary>
public sealed class NoProtection : ISecretProtection
{
    /// <summary>What stands beside a secret that is not protected.</summary>
    public const string Unprotected = "none";

    public string Name => Unprotected;

    public byte[] Protect(byte[] secret) => (byte[])secret.Clone();

    public byte[] Unprotect(byte[] secret) => (byte[])secret.Clone();
}
