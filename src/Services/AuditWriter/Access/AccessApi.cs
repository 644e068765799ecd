using Auditor.Contracts;
using Auditor.Hosting.Access;
using Microsoft.AspNetCore.Mvc;

namespace Auditor.AuditWriter.Access;

/// <summary>The routes of keys, accounts and sessions. docs/access.md is this for people.</summary>
internal static class AccessApi
{
    private const int LargestBody = 16 * 1024;

    public static void MapAccessApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder access = routes.MapGroup("/api/access").WithTags("Access").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        MapSessions(access);
        MapKeys(access);
        MapAccounts(access);
        SignInPage.Map(routes);
    }

    private static void MapSessions(RouteGroupBuilder access)
    {
        access.MapPost("/sign-in", SignInEndpoints.ByPasswordAsync)
            .WithName("SignIn").WithSummary("Signs in with name and password; the answer sets the session's cookie.")
            .Produces<CallerIdentity>().ProducesValidationProblem().ProducesProblem(401).ProducesProblem(429)
            .AllowAnonymous().LimitSignIns();
        access.MapPost("/sign-in/link", SignInEndpoints.ByLinkAsync)
            .WithName("SignInByLink").WithSummary("Signs in with the token of a one-time link; the answer sets the session's cookie.")
            .Produces<CallerIdentity>().ProducesProblem(401).ProducesProblem(429)
            .AllowAnonymous().LimitSignIns();
        access.MapPost("/sign-out", SignInEndpoints.OutAsync)
            .WithName("SignOut").WithSummary("Ends this session.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(409)
            .AllowSignedIn();
        access.MapPost("/sign-out/everywhere", SignInEndpoints.OutEverywhereAsync)
            .WithName("SignOutEverywhere").WithSummary("Ends every session of this account.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(409)
            .AllowSignedIn();
        access.MapGet("/me", SignInEndpoints.Me)
            .WithName("WhoAmI").WithSummary("Who is calling, in which roles, and until when.")
            .Produces<CallerIdentity>()
            .AllowSignedIn();
        access.MapPut("/me/password", SignInEndpoints.SetOwnPasswordAsync)
            .WithName("SetOwnPassword").WithSummary("Changes one's own password and ends every session of the account.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(409).ProducesProblem(429)
            .AllowSignedIn().LimitSignIns();
    }

    private static void MapKeys(RouteGroupBuilder access)
    {
        RouteGroupBuilder keys = access.MapGroup("/keys").AllowRoles(AccessRoles.Administrator);
        keys.MapGet("", KeyEndpoints.ListAsync)
            .WithName("ListApiKeys").WithSummary("All API keys, revoked and expired ones too; never their secrets.")
            .Produces<KeyList>();
        keys.MapPost("", KeyEndpoints.CreateAsync)
            .WithName("CreateApiKey").WithSummary("Makes an API key. Its text is in this answer and nowhere else.")
            .Produces<CreatedKey>(StatusCodes.Status201Created).ProducesValidationProblem();
        keys.MapPost("/{keyId}/revoke", KeyEndpoints.RevokeAsync)
            .WithName("RevokeApiKey").WithSummary("Revokes an API key, for good.")
            .Produces<KeyView>().ProducesProblem(404);
    }

    private static void MapAccounts(RouteGroupBuilder access)
    {
        RouteGroupBuilder accounts = access.MapGroup("/accounts").AllowRoles(AccessRoles.Administrator);
        accounts.MapGet("", AccountEndpoints.ListAsync)
            .WithName("ListAccounts").WithSummary("All accounts, disabled ones too.")
            .Produces<AccountList>();
        accounts.MapPost("", AccountEndpoints.CreateAsync)
            .WithName("CreateAccount").WithSummary("Makes an account.")
            .Produces<AccountView>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(409);
        accounts.MapPatch("/{accountId:guid}", AccountEndpoints.ChangeAsync)
            .WithName("ChangeAccount").WithSummary("Changes display name or roles, disables or enables; disabling ends every session.")
            .Produces<AccountView>().ProducesValidationProblem().ProducesProblem(404);
        accounts.MapPut("/{accountId:guid}/password", AccountEndpoints.SetPasswordAsync)
            .WithName("SetPassword").WithSummary("Sets an account's password and ends its sessions.")
            .Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(404);
    }
}
