using System.Security.Cryptography;
using System.Text;
using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Protection;

/// <summary>Windows' own protection of secrets: for the signed-in user, or for whoever runs on this machine.</summary>
public sealed class DpapiProtection : ISecretProtection
{
    // Not a secret: it keeps what another product protected from being taken for ours.
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("Auditor for XProtect");

    private readonly DataProtectionScope _scope;

    private DpapiProtection(DataProtectionScope scope) => _scope = scope;

    /// <summary>Only the Windows user who protected a secret opens it again. For the spool and the policy of a client.</summary>
    public static DpapiProtection ForUser() => new(DataProtectionScope.CurrentUser);

    /// <summary>Whoever runs on this machine opens it; the file's permissions say who may read it. For the Event Server, whose account Management Client does not have.</summary>
    public static DpapiProtection ForMachine() => new(DataProtectionScope.LocalMachine);

    /// <inheritdoc/>
    public string Name => _scope == DataProtectionScope.CurrentUser ? "dpapi-user" : "dpapi-machine";

    /// <inheritdoc/>
    public byte[] Protect(byte[] secret) => ProtectedData.Protect(secret, Purpose, _scope);

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] secret) => ProtectedData.Unprotect(secret, Purpose, _scope);
}
