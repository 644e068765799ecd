using Auditor.Hosting.Access;
using Auditor.Hosting.Api;

namespace Auditor.AuditWriter.Access;

/// <summary>API keys over HTTP.</summary>
internal static class KeyEndpoints
{
    public static async Task<IResult> ListAsync(KeyDesk desk, CancellationToken cancellation) => Results.Ok(new KeyList(await desk.ListAsync(cancellation)));

    public static async Task<IResult> CreateAsync(NewKey asked, KeyDesk desk, HttpContext http, CancellationToken cancellation)
    {
        int days = asked.ExpiresInDays ?? AccessInput.UsualKeyDays;
        (string Field, string? Message)[] checks =
        [
            ("name", AccessInput.NameProblem(asked.Name)),
            ("roles", AccessInput.RolesProblem(asked.Roles)),
            ("expiresInDays", asked.NeverExpires && asked.ExpiresInDays is not null ? "must be absent when 'neverExpires' is true." : AccessInput.DaysProblem(days)),
        ];
        if (checks.Any(check => check.Message is not null))
        {
            return ApiProblem.Invalid(checks.Where(check => check.Message is not null).Select(check => (check.Field, check.Message!)));
        }

        TimeSpan? lifetime = asked.NeverExpires ? null : TimeSpan.FromDays(days);
        (KeyView key, string text) = await desk.CreateAsync(asked.Name!, asked.Roles!, lifetime, http.Caller(), cancellation);
        return Results.Created((string?)null, new CreatedKey(key, text));
    }

    public static async Task<IResult> RevokeAsync(string keyId, KeyDesk desk, HttpContext http, CancellationToken cancellation) =>
        await desk.RevokeAsync(keyId, http.Caller(), cancellation) is { } key ? Results.Ok(key) : ApiProblem.NotFound("There is no such API key.");
}
