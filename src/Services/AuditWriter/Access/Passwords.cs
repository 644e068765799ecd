using System.Buffers.Binary;
using System.Security.Cryptography;
using Auditor.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Access;

/// <summary>Passwords, by the framework's hasher (PBKDF2 with HMAC-SHA512, 128-bit salt).</summary>
public sealed class Passwords : IDisposable
{
    /// <summary>OWASP Password Storage Cheat Sheet asks for 210,000 with SHA-512; ours may be guessed at leisure by who steals the file.</summary>
    private const int Iterations = 600_000;

    /// <summary>A check takes a processor for a good part of a second; more at once would keep the log from its work.</summary>
    private readonly SemaphoreSlim _working = new(2);

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Account _nobody = new();

    /// <summary>
    /// What a name is checked against that nobody has, in the form of a hash (that of the framework's hasher, version 3) and of no known password.
    /// Made of random bytes, because hashing would cost every start of the service what a check costs.
    /// </summary>
    internal static string NobodysHash { get; } = MakeNobodysHash();

    public Task<string> HashAsync(Account account, string password, CancellationToken cancellation) =>
        WorkAsync(() => _hasher.HashPassword(account, password), cancellation);

    /// <summary>Takes as long for an account that does not exist, or has no password, as for one that does.</summary>
    public Task<bool> MatchesAsync(Account? account, string password, CancellationToken cancellation) =>
        WorkAsync(
            () =>
            {
                bool matches = _hasher.VerifyHashedPassword(_nobody, account?.PasswordHash ?? NobodysHash, password) != PasswordVerificationResult.Failed;
                return matches && account?.PasswordHash is not null;
            },
            cancellation);

    public void Dispose() => _working.Dispose();

    private static string MakeNobodysHash()
    {
        const int SaltLength = 16;
        const int HashLength = 32;
        const int HeaderLength = 13;
        byte[] hash = new byte[HeaderLength + SaltLength + HashLength];
        hash[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), Iterations);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), SaltLength);
        RandomNumberGenerator.Fill(hash.AsSpan(HeaderLength));
        return Convert.ToBase64String(hash);
    }

    private async Task<T> WorkAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _working.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            _working.Release();
        }
    }
}
