using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;

namespace Auditor.AuditWriter.Verifying;

/// <summary>Verifying the whole log over HTTP: begin, look, cancel. Each that ends is an entry of the log.</summary>
internal static class VerificationApi
{
    private const string Path = "/api/ledger/verifications";

    public static void AddVerifications(this IServiceCollection services)
    {
        services.AddSingleton<VerificationEntries>();
        services.AddSingleton<VerificationRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<VerificationRunner>());
    }

    public static void MapVerificationApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder verifications = routes.MapGroup(Path).WithTags("Ledger").AllowRoles(AccessRoles.Auditor, AccessRoles.Administrator);
        verifications.MapGet("", StateAsync)
            .WithName("GetVerifications").WithSummary("The verification under way in this process, and the last that ended")
            .Produces<VerificationState>();
        verifications.MapPost("", Start)
            .AllowRoles(AccessRoles.Auditor)
            .WithName("StartVerification").WithSummary("Verifies the whole log by the service's own key, in the background; the one that runs already is answered with 409")
            .Produces<Verification>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict);
        verifications.MapDelete("", Cancel)
            .AllowRoles(AccessRoles.Auditor)
            .WithName("CancelVerification").WithSummary("Cancels the verification under way in this process")
            .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<VerificationState> StateAsync(VerificationRunner runner, VerificationEntries entries, CancellationToken cancellation) =>
        new(runner.Running, runner.Ended ?? await entries.FindLastAsync(cancellation));

    private static IResult Start(HttpContext http, VerificationRunner runner)
    {
        (Verification verification, bool isNew) = runner.Start(http.Caller());
        return isNew
            ? Results.Accepted(Path, verification)
            : ApiProblem.Refused(StatusCodes.Status409Conflict, "A verification is under way.", $"{verification.RequestedBy.Name} began it at {verification.RequestedAt:u}. Wait until it has ended, or cancel it.");
    }

    private static IResult Cancel(VerificationRunner runner) => runner.Cancel()
        ? Results.Accepted(Path)
        : ApiProblem.Refused(StatusCodes.Status409Conflict, "Nothing to cancel.", "No verification is under way in this process.");
}
