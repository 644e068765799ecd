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
    private readonly Lazy<string> _nobodysHash;

    public Passwords() => _nobodysHash = new Lazy<string>(() => _hasher.HashPassword(_nobody, Guid.NewGuid().ToString()));

    public Task<string> HashAsync(Account account, string password, CancellationToken cancellation) =>
        WorkAsync(() => _hasher.HashPassword(account, password), cancellation);

    /// <summary>Takes as long for an account that does not exist, or has no password, as for one that does.</summary>
    public Task<bool> MatchesAsync(Account? account, string password, CancellationToken cancellation) =>
        WorkAsync(
            () =>
            {
                bool matches = _hasher.VerifyHashedPassword(_nobody, account?.PasswordHash ?? _nobodysHash.Value, password) != PasswordVerificationResult.Failed;
                return matches && account?.PasswordHash is not null;
            },
            cancellation);

    /// <summary>Makes what a name is checked against that nobody has, so that the first check of one takes no longer.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => WorkAsync(() => _nobodysHash.Value, cancellation);

    public void Dispose() => _working.Dispose();

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
