using Auditor.Hosting.Access;
using Auditor.Hosting.Api;

namespace Auditor.AuditWriter.Access;

/// <summary>Accounts over HTTP.</summary>
internal static class AccountEndpoints
{
    public static async Task<IResult> ListAsync(AccountDesk desk, CancellationToken cancellation) =>
        Results.Ok(new AccountList(await desk.ListAsync(cancellation)));

    public static async Task<IResult> CreateAsync(NewAccount asked, AccountDesk desk, HttpContext http, CancellationToken cancellation)
    {
        (string, string?)[] checks =
        [
            ("name", AccessInput.NameProblem(asked.Name)),
            ("displayName", asked.DisplayName is null ? null : AccessInput.NameProblem(asked.DisplayName)),
            ("roles", AccessInput.RolesProblem(asked.Roles)),
            ("password", AccessInput.PasswordProblem(asked.Password)),
        ];
        if (Refusal(checks) is { } refusal)
        {
            return refusal;
        }

        return await desk.CreateAsync(asked.Name!, asked.DisplayName, asked.Roles!, asked.Password, http.Caller(), cancellation) is { } account
            ? Results.Created((string?)null, account)
            : ApiProblem.Refused(409, "This name is taken.", $"There is an account '{asked.Name}' already; upper and lower case make no difference.");
    }

    public static async Task<IResult> ChangeAsync(Guid accountId, AccountChange asked, AccountDesk desk, HttpContext http, CancellationToken cancellation)
    {
        (string, string?)[] checks =
        [
            ("displayName", asked.DisplayName is null ? null : AccessInput.NameProblem(asked.DisplayName)),
            ("roles", asked.Roles is null ? null : AccessInput.RolesProblem(asked.Roles)),
        ];
        return Refusal(checks)
            ?? (await desk.ChangeAsync(accountId, asked.DisplayName, asked.Roles, asked.Disabled, http.Caller(), cancellation) is { } account
                ? Results.Ok(account)
                : Unknown(accountId));
    }

    public static async Task<IResult> SetPasswordAsync(Guid accountId, PasswordChange asked, AccountDesk desk, HttpContext http, CancellationToken cancellation) =>
        Refusal([("password", AccessInput.PasswordProblem(asked.Password))])
        ?? (await desk.SetPasswordAsync(accountId, asked.Password!, http.Caller(), cancellation) is not null ? Results.NoContent() : Unknown(accountId));

    private static IResult? Refusal((string Field, string? Message)[] checks) => checks.Any(check => check.Message is not null)
        ? ApiProblem.Invalid(checks.Where(check => check.Message is not null).Select(check => (check.Field, check.Message!)))
        : null;

    private static IResult Unknown(Guid accountId) => ApiProblem.NotFound($"There is no account {accountId}.");
}
