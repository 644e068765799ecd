using Auditor.Hosting.Access;
using Auditor.Ledger;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Trust;

/// <summary>The pages that say how far the log can be trusted.</summary>
internal static class TrustEndpoints
{
    public const string Path = "/trust";

    /// <summary>What the log calls the standings of a client.</summary>
    public static readonly IReadOnlyList<string> Standings = ["running", "silent", "stopped"];

    private const int ClientsAtOnce = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AsPage();
        routes.MapGet(Path + "/verification", VerificationAsync).AsPage();
        routes.MapGet(Path + "/gaps", GapsAsync).AsPage();
    }

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, ServiceClients services, string? standing, string? cursor, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        string? asked = Standings.Contains(standing) ? standing : null;
        string query = $"?limit={ClientsAtOnce}" + (asked is null ? "" : "&standing=" + asked) + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor));
        var state = new TrustState(
            visitor.Zone,
            asked,
            await SignedAsync(services.Writer, visitor, cancellation),
            await services.Writer.TryGetAsync<Completeness>("/api/audit/completeness" + query, visitor, cancellation),
            await services.Writer.TryGetAsync<WitnessLines>("/api/ledger/witnesses", visitor, cancellation),
            await services.Writer.TryGetAsync<Verifications>("/api/ledger/verifications", visitor, cancellation));
        return Page.Of<TrustPage>(http, visitor, new Dictionary<string, object?> { [nameof(TrustPage.State)] = state, [nameof(TrustPage.MayVerify)] = MayVerify(http) });
    }

    private static async Task<RazorComponentResult> VerificationAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Piece<VerificationCard>(http, new Dictionary<string, object?>
        {
            [nameof(VerificationCard.Answer)] = await services.Writer.TryGetAsync<Verifications>("/api/ledger/verifications", visitor, cancellation),
            [nameof(VerificationCard.Zone)] = visitor.Zone,
            [nameof(VerificationCard.MayVerify)] = MayVerify(http),
        });
    }

    private static async Task<RazorComponentResult> GapsAsync(HttpContext http, ServiceClients services, string? cursor, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        string query = "?limit=50" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor));
        return Page.Of<GapsPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(GapsPage.Answer)] = await services.Writer.TryGetAsync<DeclaredGaps>("/api/audit/completeness/gaps" + query, visitor, cancellation),
            [nameof(GapsPage.Zone)] = visitor.Zone,
        });
    }

    private static bool MayVerify(HttpContext http) => http.User.ToIdentity()?.Roles.Contains(Contracts.AccessRoles.Auditor) is true;

    private static async Task<Answer<SignedState>> SignedAsync(ServiceClient writer, Visitor visitor, CancellationToken cancellation)
    {
        Answer<string> note = await writer.TryGetTextAsync("/api/ledger/checkpoint", visitor, cancellation);
        Answer<string> key = await writer.TryGetTextAsync("/api/ledger/key", visitor, cancellation);
        if ((note.Problem ?? key.Problem) is { } problem)
        {
            return new Answer<SignedState>(null, problem);
        }

        var signed = SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(note.Value!));
        return new Answer<SignedState>(new SignedState(Checkpoint.Parse(signed.Text), [.. signed.Signatures.Select(signature => signature.Name)], key.Value!.Trim()), null);
    }
}
