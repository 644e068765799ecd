using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>
/// Keys, accounts, sessions and sign-in links. A change and the entry that tells of it (<c>told</c>) are stored together or not at all;
/// AuditWriter takes the entries from here into the log. Times are UTC. Every method throws <see cref="StoreUnavailableException"/> when
/// the store cannot be reached, and may be called at once from many threads and processes.
/// </summary>
public interface IAccessStore
{
    /// <summary>Null when there is none.</summary>
    Task<ApiKey?> FindKeyAsync(string keyId, CancellationToken cancellation);

    /// <summary>All of them, revoked ones too, latest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListKeysAsync(CancellationToken cancellation);

    /// <summary>Stores a new key (version 1) or the next version of one.</summary>
    /// <returns>False, and nothing is stored, when the stored version is not the one before.</returns>
    Task<bool> SaveKeyAsync(ApiKey key, AuditEntry told, CancellationToken cancellation);

    /// <summary>Notes when a key was used; never moves it back.</summary>
    Task TouchKeyAsync(string keyId, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Null when there is none.</summary>
    Task<Account?> FindAccountAsync(Guid accountId, CancellationToken cancellation);

    /// <summary>By name, without regard to case; null when there is none.</summary>
    Task<Account?> FindAccountAsync(string name, CancellationToken cancellation);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<Account>> ListAccountsAsync(CancellationToken cancellation);

    /// <summary>Stores a new account (version 1) or the next version of one.</summary>
    /// <returns>False, and nothing is stored, when the stored version is not the one before, or the name belongs to another account.</returns>
    Task<bool> SaveAccountAsync(Account account, AuditEntry told, CancellationToken cancellation);

    Task AddSessionAsync(AccessSession session, AuditEntry told, CancellationToken cancellation);

    /// <summary>Null when there is none.</summary>
    Task<AccessSession?> FindSessionAsync(string tokenHash, CancellationToken cancellation);

    /// <summary>Notes when a session was seen; never moves it back.</summary>
    Task TouchSessionAsync(string tokenHash, DateTimeOffset at, CancellationToken cancellation);

    /// <returns>False, and nothing is stored, when there was none.</returns>
    Task<bool> EndSessionAsync(string tokenHash, AuditEntry told, CancellationToken cancellation);

    Task AddLinkAsync(SignInLink link, AuditEntry told, CancellationToken cancellation);

    /// <summary>Takes a link away. Of all who try, one gets it.</summary>
    /// <returns>Null when there is none, or somebody else had it.</returns>
    Task<SignInLink?> TakeLinkAsync(string tokenHash, CancellationToken cancellation);

    /// <summary>Removes sessions and links that expired before.</summary>
    Task RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Entries that are not marked as told, those that occurred first before the others.</summary>
    Task<IReadOnlyList<AuditEntry>> UntoldAsync(int maximum, CancellationToken cancellation);

    /// <summary>The entry is in the log.</summary>
    Task MarkToldAsync(Guid entryId, CancellationToken cancellation);
}
