using System.Globalization;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Storage;

namespace Auditor.AuditWriter.Access;

/// <summary>Signing in and out over HTTP.</summary>
internal static class SignInEndpoints
{
    public static async Task<IResult> ByPasswordAsync(
        SignInRequest asked, SignInDesk desk, SignInThrottle throttle, Refusals refusals, HttpContext http, CancellationToken cancellation)
    {
        if (AccessInput.NameProblem(asked.Name) is { } wrong)
        {
            return ApiProblem.Invalid("name", wrong);
        }

        string? address = http.Caller().Workstation;
        TimeSpan wait = throttle.Begin(asked.Name!, address);
        if (wait > TimeSpan.Zero)
        {
            return TooMany(http, wait);
        }

        // Too short or too long a password is tried like any other, so that nobody learns the rules of an account from the time it takes.
        Account? account = await desk.CheckAsync(asked.Name!, asked.Password ?? "", cancellation);
        if (account is null || account.DisabledAt is not null)
        {
            // A name that is none of ours may be a password in the wrong field, and is not written down.
            Account? meant = await desk.FindAsync(asked.Name!, cancellation);
            Actor actor = meant is null ? new Actor { Name = "unknown", Workstation = address } : SignInDesk.ActorOf(meant, address);
            refusals.Note(http, actor, AuditableActions.SignIn, account is null ? "wrong name or password" : "account disabled");
            return Refused("The name or the password is wrong, or the account is disabled.");
        }

        throttle.Succeeded(asked.Name!, address);
        return await EnterAsync(account, desk, http, cancellation);
    }

    public static async Task<IResult> ByLinkAsync(LinkRequest asked, SignInDesk desk, Refusals refusals, HttpContext http, CancellationToken cancellation)
    {
        Account? account = asked.Token is { Length: Secrets.Length } token ? await desk.TakeLinkAsync(token, cancellation) : null;
        if (account is null || account.DisabledAt is not null)
        {
            refusals.Note(http, new Actor { Name = "unknown", Workstation = http.Caller().Workstation }, AuditableActions.SignIn, "link not valid");
            return Refused("This link was used, is too old, or never was. 'auditor access link' prints a new one.");
        }

        return await EnterAsync(account, desk, http, cancellation);
    }

    public static async Task<IResult> OutAsync(SignInDesk desk, HttpContext http, CancellationToken cancellation)
    {
        if (!HasSession(http))
        {
            return NoSession();
        }

        await desk.EndAsync(http.Request.Cookies[SessionCookie.Name]!, http.Caller(), cancellation);
        SessionCookie.Remove(http);
        return Results.NoContent();
    }

    public static async Task<IResult> OutEverywhereAsync(AccountDesk desk, HttpContext http, CancellationToken cancellation)
    {
        if (!HasSession(http))
        {
            return NoSession();
        }

        await desk.EndSessionsAsync(AccountOf(http), http.Caller(), cancellation);
        SessionCookie.Remove(http);
        return Results.NoContent();
    }

    public static IResult Me(HttpContext http) => Results.Ok(http.User.ToIdentity());

    public static async Task<IResult> SetOwnPasswordAsync(
        PasswordChange asked, AccountDesk accounts, SignInDesk desk, SignInThrottle throttle, HttpContext http, CancellationToken cancellation)
    {
        if (!HasSession(http))
        {
            return NoSession();
        }

        if (AccessInput.PasswordProblem(asked.Password) is { } wrong)
        {
            return ApiProblem.Invalid("password", wrong);
        }

        Actor caller = http.Caller();
        TimeSpan wait = throttle.Begin(caller.Name, caller.Workstation);
        if (wait > TimeSpan.Zero)
        {
            return TooMany(http, wait);
        }

        if (await desk.CheckAsync(caller.Name, asked.Current ?? "", cancellation) is null)
        {
            return ApiProblem.Invalid("current", "is not the password until now.");
        }

        throttle.Succeeded(caller.Name, caller.Workstation);
        await accounts.SetPasswordAsync(AccountOf(http), asked.Password!, caller, cancellation);
        SessionCookie.Remove(http);
        return Results.NoContent();
    }

    private static async Task<IResult> EnterAsync(Account account, SignInDesk desk, HttpContext http, CancellationToken cancellation)
    {
        Actor actor = SignInDesk.ActorOf(account, http.Caller().Workstation);
        (string token, AccessSession session) = await desk.StartAsync(account, actor.Workstation, cancellation);
        SessionCookie.Set(http, token);
        return Results.Ok(new CallerIdentity
        {
            Type = actor.Type,
            Id = actor.Id!,
            Name = actor.Name,
            DisplayName = actor.DisplayName,
            Roles = account.Roles,
            ExpiresAt = session.ExpiresAt,
        });
    }

    private static bool HasSession(HttpContext http) => http.User.Identity?.AuthenticationType == CredentialKinds.Session;

    private static Guid AccountOf(HttpContext http) => Guid.Parse(http.User.ToIdentity()!.Id, CultureInfo.InvariantCulture);

    private static IResult NoSession() => ApiProblem.Refused(409, "There is no session.", "This is for people who signed in; an API key is revoked instead.");

    private static IResult Refused(string detail) => ApiProblem.Refused(401, "Not signed in.", detail);

    private static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        int seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Refused(429, "Too many tries.", $"Try again in {seconds} s.");
    }
}
