using Auditor.Plugin.Core.Protection;

namespace Auditor.Benchmarks;

/// <summary>Protects with a key that stands here: for numbers, not for secrets.</summary>
internal sealed class KnownKey : ISecretProtection
{
    public string Name => "benchmark";

    public byte[] Protect(byte[] secret) => [.. secret.Select(value => (byte)~value)];

    public byte[] Unprotect(byte[] secret) => Protect(secret);
}
