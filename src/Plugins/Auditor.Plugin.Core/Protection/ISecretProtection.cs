namespace Auditor.Plugin.Core.Protection;

/// <summary>The operating system's protection of secrets (DPAPI), or none where it has none.</summary>
public interface ISecretProtection
{
    /// <summary>Short name for what is written beside the secret, for instance <c>dpapi-user</c> or <c>none</c>.</summary>
    string Name { get; }

    byte[] Protect(byte[] secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Not made by this user on this machine, or altered.</exception>
    byte[] Unprotect(byte[] secret);
}
