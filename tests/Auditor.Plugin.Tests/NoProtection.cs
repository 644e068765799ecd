using Auditor.Plugin.Core.Protection;

namespace Auditor.Plugin.Tests;

internal sealed class NoProtection : ISecretProtection
{
    public string Name => "none";

    public byte[] Protect(byte[] secret) => secret;

    public byte[] Unprotect(byte[] secret) => secret;
}
