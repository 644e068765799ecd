using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Access;

/// <summary>Says whose a credential is, by the store, every time: what is revoked here is out at once.</summary>
internal sealed class StoredCredentials(IAccessStore store, IOptions<AccessOptions> options, TimeProvider time) : ICredentialCheck
{
    /// <summary>A write for each request would be one too many.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private static readonly IdentityAnswer Unknown = new() { Fault = CredentialFaults.Unknown };

    public Task<IdentityAnswer> CheckAsync(IdentityRequested credential, CancellationToken cancellation) => credential switch
    {
        { Kind: CredentialKinds.Key, KeyId: not null, SecretHash: not null } => CheckKeyAsync(credential.KeyId, credential.SecretHash, cancellation),
        { Kind: CredentialKinds.Session, SecretHash: not null } => CheckSessionAsync(credential.SecretHash, cancellation),
        _ => Task.FromResult(Unknown),
    };

    private async Task<IdentityAnswer> CheckKeyAsync(string keyId, string secretHash, CancellationToken cancellation)
    {
        if (await store.FindKeyAsync(keyId, cancellation) is not { } key || !Secrets.Same(key.SecretHash, secretHash))
        {
            return Unknown;
        }

        var identity = new CallerIdentity { Type = ActorTypes.ApiKey, Id = key.KeyId, Name = key.Name, Roles = key.Roles, ExpiresAt = key.ExpiresAt };
        DateTimeOffset now = time.GetUtcNow();
        if (key.RevokedAt is not null || key.ExpiresAt <= now)
        {
            return Refused(key.RevokedAt is not null ? CredentialFaults.Revoked : CredentialFaults.Expired, identity);
        }

        if (key.LastUsedAt is null || now - key.LastUsedAt >= TouchEvery)
        {
            await store.TouchKeyAsync(keyId, now, cancellation);
        }

        return new IdentityAnswer { Identity = identity };
    }

    private async Task<IdentityAnswer> CheckSessionAsync(string tokenHash, CancellationToken cancellation)
    {
        if (await store.FindSessionAsync(tokenHash, cancellation) is not { } session
            || await store.FindAccountAsync(session.AccountId, cancellation) is not { } account)
        {
            return Unknown;
        }

        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset idleEnd = session.LastSeenAt + TimeSpan.FromMinutes(options.Value.SessionIdleMinutes);
        var identity = new CallerIdentity
        {
            Type = ActorTypes.User,
            Id = account.AccountId.ToString(),
            Name = account.Name,
            DisplayName = account.DisplayName,
            Roles = account.Roles,
            ExpiresAt = session.ExpiresAt,
        };
        if (account.DisabledAt is not null)
        {
            return Refused(CredentialFaults.Disabled, identity);
        }

        if (session.ExpiresAt <= now || idleEnd <= now)
        {
            return Refused(CredentialFaults.Expired, identity);
        }

        if (session.StartedAt <= account.SessionsEndedAt)
        {
            return Refused(CredentialFaults.Revoked, identity);
        }

        if (now - session.LastSeenAt >= TouchEvery)
        {
            await store.TouchSessionAsync(tokenHash, now, cancellation);
        }

        return new IdentityAnswer { Identity = identity };
    }

    private static IdentityAnswer Refused(string fault, CallerIdentity formerly) => new() { Fault = fault, Formerly = formerly };
}
