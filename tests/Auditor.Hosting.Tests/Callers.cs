using System.Net.Http.Headers;
using Auditor.AuditWriter.Access;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;

namespace Auditor.Hosting.Tests;

/// <summary>Everyone who could call, rightly or not.</summary>
internal static class Callers
{
    public static readonly string[] Names =
    [
        "nobody", "no bearer", "not a key", "unknown key", "wrong secret", "another key's secret", "expired key", "revoked key",
        "reporter", "auditor", "administrator", "signed-in auditor", "signed-in administrator", "signed-in local",
        "disabled", "signed out", "signed out everywhere", "tampered cookie", "wrong key and good cookie", "session as bearer", "key as cookie",
    ];

    private static readonly Actor Maker = new() { Name = "test" };

    public static async Task<Caller> MakeAsync(AccessHost host, string name)
    {
        switch (name)
        {
            case "nobody":
                return new Caller(name, null, _ => Task.CompletedTask);
            case "no bearer":
                return new Caller(name, null, request => Show(request, new AuthenticationHeaderValue("Basic", "YWRtaW46YWRtaW4=")));
            case "not a key":
                return Bearer(name, null, "admin");
            case "unknown key":
                return Bearer(name, null, ApiKeyText.New().ToString());
            case "wrong secret":
                string right = await host.KeyAsync(AccessRoles.Administrator, AccessRoles.Auditor, AccessRoles.Reporter);
                return Bearer(name, null, right[..^1] + (right[^1] == 'A' ? 'B' : 'A'));
            case "another key's secret":
                string one = await host.KeyAsync(AccessRoles.Administrator);
                string other = await host.KeyAsync(AccessRoles.Reporter);
                return Bearer(name, null, one[..^Secrets.Length] + other[^Secrets.Length..]);
            case "expired key":
                return Bearer(name, null, (await host.KeyAsync(TimeSpan.FromDays(-1), AccessRoles.Administrator, AccessRoles.Auditor)).Text);
            case "revoked key":
                (string text, KeyView key) = await host.KeyAsync(TimeSpan.FromDays(1), AccessRoles.Administrator, AccessRoles.Auditor);
                await host.Keys.RevokeAsync(key.KeyId, Maker, CancellationToken.None);
                return Bearer(name, null, text);
            case AccessRoles.Reporter or AccessRoles.Auditor or AccessRoles.Administrator:
                return Bearer(name, [name], await host.KeyAsync(name));
            default:
                return await MakeSessionAsync(host, name);
        }
    }

    private static async Task<Caller> MakeSessionAsync(AccessHost host, string name)
    {
        string accountName = name.Replace(' ', '-');
        switch (name)
        {
            case "signed-in auditor":
                return SignedIn(host, name, await host.AccountAsync(accountName, AccessRoles.Auditor));
            case "signed-in administrator":
                return SignedIn(host, name, await host.AccountAsync(accountName, AccessRoles.Administrator));
            case "signed-in local":
                await host.SignIns.CreateLinkAsync(Maker, CancellationToken.None);
                return SignedIn(host, name, (await host.SignIns.FindAsync("local", CancellationToken.None))!);
        }

        Account account = await host.AccountAsync(accountName, AccessRoles.Administrator, AccessRoles.Auditor, AccessRoles.Reporter);
        string token = await host.SessionAsync(account);
        switch (name)
        {
            case "disabled":
                await host.Accounts.ChangeAsync(account.AccountId, null, null, disabled: true, Maker, CancellationToken.None);
                return Cookie(host, name, null, token);
            case "signed out":
                await host.SignIns.EndAsync(token, Maker, CancellationToken.None);
                return Cookie(host, name, null, token);
            case "signed out everywhere":
                await host.Accounts.EndSessionsAsync(account.AccountId, Maker, CancellationToken.None);
                return Cookie(host, name, null, token);
            case "tampered cookie":
                return Cookie(host, name, null, (token[0] == 'A' ? "B" : "A") + token[1..]);
            case "wrong key and good cookie":
                return new Caller(name, null, async request =>
                {
                    ShowCookie(host, request, token);
                    await Show(request, new AuthenticationHeaderValue("Bearer", ApiKeyText.New().ToString()));
                });
            case "session as bearer":
                return Bearer(name, null, token);
            case "key as cookie":
                return Cookie(host, name, null, await host.KeyAsync(AccessRoles.Administrator, AccessRoles.Auditor));
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "Nobody of this name.");
        }
    }

    private static Caller Bearer(string name, IReadOnlyList<string>? roles, string key) =>
        new(name, roles, request => Show(request, new AuthenticationHeaderValue("Bearer", key)));

    /// <summary>With a new session for each request: one of them signs out.</summary>
    private static Caller SignedIn(AccessHost host, string name, Account account) =>
        new(name, account.Roles, async request => ShowCookie(host, request, await host.SessionAsync((await host.SignIns.FindAsync(account.Name, CancellationToken.None))!)));

    private static Caller Cookie(AccessHost host, string name, IReadOnlyList<string>? roles, string token) =>
        new(name, roles, request =>
        {
            ShowCookie(host, request, token);
            return Task.CompletedTask;
        });

    private static void ShowCookie(AccessHost host, HttpRequestMessage request, string token)
    {
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={token}");
        request.Headers.Add("Origin", host.Origin);
    }

    private static Task Show(HttpRequestMessage request, AuthenticationHeaderValue header)
    {
        request.Headers.Authorization = header;
        return Task.CompletedTask;
    }
}
