using Auditor.Contracts;
using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>Makes and changes accounts. What it is given has been checked by <see cref="AccessInput"/>.</summary>
public sealed class AccountDesk(IAccessStore store, Passwords passwords, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountView>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.ListAccountsAsync(cancellation)).Select(AccountView.Of)];

    /// <param name="name">What is signed in with.</param>
    /// <param name="displayName">The name people know.</param>
    /// <param name="roles">Of <see cref="AccessRoles"/>.</param>
    /// <param name="password">Null for an account that no password signs in.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when the name is taken.</returns>
    public async Task<AccountView?> CreateAsync(
        string name, string? displayName, IReadOnlyList<string> roles, string? password, Actor by, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        var account = new Account
        {
            AccountId = Guid.CreateVersion7(now),
            Name = name,
            DisplayName = string.IsNullOrWhiteSpace(displayName) ? name : displayName.Trim(),
            Roles = roles,
            CreatedAt = now,
            Version = 1,
        };
        if (password is not null)
        {
            account = account with { PasswordHash = await passwords.HashAsync(account, password, cancellation) };
        }

        AuditEntry told = AccessEntry.Create(AuditableResources.Account, AuditableActions.Create, name, by, now, current: AccountView.Of(account));
        return await store.SaveAccountAsync(account, told, cancellation) ? AccountView.Of(account) : null;
    }

    /// <summary>What is null stays as it is.</summary>
    /// <returns>The account as it is now, or null when there is none.</returns>
    public async Task<AccountView?> ChangeAsync(
        Guid accountId, string? displayName, IReadOnlyList<string>? roles, bool? disabled, Actor by, CancellationToken cancellation) =>
        await ChangeAsync(
            accountId,
            AuditableActions.Update,
            (account, now) => account with
            {
                DisplayName = displayName ?? account.DisplayName,
                Roles = roles ?? account.Roles,
                DisabledAt = disabled switch { true => account.DisabledAt ?? now, false => null, null => account.DisabledAt },
                // Enabled again, it does not bring back the sessions of before.
                SessionsEndedAt = disabled == true ? now : account.SessionsEndedAt,
            },
            by,
            cancellation);

    /// <summary>Sets a password and ends every session of the account.</summary>
    /// <returns>The account, or null when there is none.</returns>
    public async Task<AccountView?> SetPasswordAsync(Guid accountId, string password, Actor by, CancellationToken cancellation)
    {
        string hash = await passwords.HashAsync(new Account(), password, cancellation);
        return await ChangeAsync(
            accountId,
            AuditableActions.SetPassword,
            (account, now) => account with { PasswordHash = hash, SessionsEndedAt = now },
            by,
            cancellation);
    }

    /// <summary>Ends every session of an account.</summary>
    /// <returns>The account, or null when there is none.</returns>
    public Task<AccountView?> EndSessionsAsync(Guid accountId, Actor by, CancellationToken cancellation) =>
        ChangeAsync(accountId, AuditableActions.SignOut, (account, now) => account with { SessionsEndedAt = now }, by, cancellation);

    private async Task<AccountView?> ChangeAsync(
        Guid accountId, string action, Func<Account, DateTimeOffset, Account> change, Actor by, CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.FindAccountAsync(accountId, cancellation) is not { } account)
            {
                return null;
            }

            DateTimeOffset now = time.GetUtcNow();
            Account changed = change(account, now) with { Version = account.Version + 1 };
            AuditEntry told = AccessEntry.Create(
                AuditableResources.Account, ActionOf(action, account, changed), account.Name, by, now, AccountView.Of(account), AccountView.Of(changed));
            if (await store.SaveAccountAsync(changed, told, cancellation))
            {
                return AccountView.Of(changed);
            }
        }
    }

    private static string ActionOf(string action, Account before, Account after) => (before.DisabledAt, after.DisabledAt) switch
    {
        (null, not null) => AuditableActions.Disable,
        (not null, null) => AuditableActions.Enable,
        _ => action,
    };
}
