using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>Makes and revokes API keys. What it is given has been checked by <see cref="AccessInput"/>.</summary>
public sealed class KeyDesk(IAccessStore store, TimeProvider time)
{
    /// <returns>The key, and its text, which is not to be had again.</returns>
    public async Task<(KeyView Key, string Text)> CreateAsync(
        string name, IReadOnlyList<string> roles, TimeSpan? lifetime, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        while (true)
        {
            var text = ApiKeyText.New();
            DateTimeOffset now = time.GetUtcNow();
            var key = new ApiKey
            {
                KeyId = text.KeyId,
                Name = name,
                Roles = roles,
                SecretHash = Secrets.Hash(text.Secret),
                CreatedAt = now,
                CreatedBy = by.Name,
                ExpiresAt = now + lifetime,
                Version = 1,
            };
            AuditEntry told = AccessEntry.Create(AuditableResources.ApiKey, AuditableActions.Create, name, by, now, current: KeyView.Of(key));
            // 64 random bits are hardly ever there already; then it is other bits.
            if (await store.SaveKeyAsync(key, told, cancellation))
            {
                return (KeyView.Of(key), text.ToString());
            }
        }
    }

    public async Task<IReadOnlyList<KeyView>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.ListKeysAsync(cancellation)).Select(KeyView.Of)];

    /// <returns>The key as it is now, or null when there is none. One that was revoked before stays as it was.</returns>
    public async Task<KeyView?> RevokeAsync(string keyId, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        while (true)
        {
            if (await store.FindKeyAsync(keyId, cancellation) is not { } key)
            {
                return null;
            }

            if (key.RevokedAt is not null)
            {
                return KeyView.Of(key);
            }

            DateTimeOffset now = time.GetUtcNow();
            ApiKey revoked = key with { RevokedAt = now, RevokedBy = by.Name, Version = key.Version + 1 };
            AuditEntry told = AccessEntry.Create(
                AuditableResources.ApiKey, AuditableActions.Revoke, key.Name, by, now, KeyView.Of(key), KeyView.Of(revoked));
            if (await store.SaveKeyAsync(revoked, told, cancellation))
            {
                return KeyView.Of(revoked);
            }
        }
    }
}
