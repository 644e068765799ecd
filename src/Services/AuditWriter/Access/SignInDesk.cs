using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Access;

/// <summary>Lets people in and out: by password, by a link that works once.</summary>
public sealed class SignInDesk(IAccessStore store, Passwords passwords, IOptions<AccessOptions> options, TimeProvider time)
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    /// <summary>The account that links sign in, made with the first link; it has no password.</summary>
    private const string LocalName = "local";
    private const string LocalDisplayName = "Local administrator";
    private static readonly string[] LocalRoles = [AccessRoles.Administrator, AccessRoles.Auditor];

    /// <returns>The account whose password it is, whether or not it may sign in; null when there is none.</returns>
    public async Task<Account?> CheckAsync(string name, string password, CancellationToken cancellation)
    {
        Account? account = await store.FindAccountAsync(name, cancellation);
        return await passwords.MatchesAsync(account, password, cancellation) ? account : null;
    }

    /// <summary>Null when there is none.</summary>
    public Task<Account?> FindAsync(string name, CancellationToken cancellation) => store.FindAccountAsync(name, cancellation);

    /// <returns>The token for the cookie.</returns>
    public async Task<(string Token, AccessSession Session)> StartAsync(Account account, string? address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        string token = Secrets.New();
        DateTimeOffset now = time.GetUtcNow();
        var session = new AccessSession
        {
            TokenHash = Secrets.Hash(token),
            AccountId = account.AccountId,
            StartedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + TimeSpan.FromHours(options.Value.SessionHours),
        };
        AuditEntry told = AccessEntry.Create(
            AuditableResources.Access, AuditableActions.SignIn, account.Name, ActorOf(account, address), now, current: new { session.StartedAt, session.ExpiresAt });
        await store.AddSessionAsync(session, told, cancellation);
        return (token, session);
    }

    public Task EndAsync(string token, Actor by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        AuditEntry told = AccessEntry.Create(AuditableResources.Access, AuditableActions.SignOut, by.Name, by, time.GetUtcNow());
        return store.EndSessionAsync(Secrets.Hash(token), told, cancellation);
    }

    /// <returns>The link's token; null when the account of links is disabled.</returns>
    public async Task<string?> CreateLinkAsync(Actor by, CancellationToken cancellation)
    {
        Account local = await LocalAccountAsync(by, cancellation);
        if (local.DisabledAt is not null)
        {
            return null;
        }

        string token = Secrets.New();
        DateTimeOffset now = time.GetUtcNow();
        var link = new SignInLink { TokenHash = Secrets.Hash(token), AccountId = local.AccountId, ExpiresAt = now + LinkLifetime };
        AuditEntry told = AccessEntry.Create(
            AuditableResources.Access, AuditableActions.Create, "sign-in link", by, now, current: new { account = local.Name, link.ExpiresAt });
        await store.AddLinkAsync(link, told, cancellation);
        return token;
    }

    /// <returns>Whom the link signs in; null when it was used, is too old, or never was.</returns>
    public async Task<Account?> TakeLinkAsync(string token, CancellationToken cancellation)
    {
        SignInLink? link = await store.TakeLinkAsync(Secrets.Hash(token), cancellation);
        return link is null || link.ExpiresAt <= time.GetUtcNow() ? null : await store.FindAccountAsync(link.AccountId, cancellation);
    }

    /// <summary>An account as the actor of an entry.</summary>
    public static Actor ActorOf(Account account, string? address)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new Actor
        {
            Type = ActorTypes.User,
            Id = account.AccountId.ToString(),
            Name = account.Name,
            DisplayName = account.DisplayName,
            Roles = [.. account.Roles.Select(role => new RoleRef { Name = role })],
            Workstation = address,
        };
    }

    private async Task<Account> LocalAccountAsync(Actor by, CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.FindAccountAsync(LocalName, cancellation) is { } there)
            {
                return there;
            }

            DateTimeOffset now = time.GetUtcNow();
            var local = new Account
            {
                AccountId = Guid.CreateVersion7(now),
                Name = LocalName,
                DisplayName = LocalDisplayName,
                Roles = LocalRoles,
                CreatedAt = now,
                Version = 1,
            };
            AuditEntry told = AccessEntry.Create(AuditableResources.Account, AuditableActions.Create, LocalName, by, now, current: AccountView.Of(local));
            await store.SaveAccountAsync(local, told, cancellation);
        }
    }
}
