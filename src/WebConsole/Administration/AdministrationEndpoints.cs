using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Administration;

/// <summary>Keys, accounts, retention, holds and settings.</summary>
internal static class AdministrationEndpoints
{
    public const string Path = "/administration";

    public static readonly IReadOnlyList<(string Path, string Label)> Tabs =
    [
        (Path + "/accounts", "Accounts"), (Path + "/keys", "API keys"), (Path + "/retention", "Retention"), (Path + "/holds", "Legal holds"), (Path + "/settings", "Settings"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Results.Redirect(Tabs[0].Path)).AsPage();
        routes.MapGet(Path + "/accounts", AccountsAsync).AsPage();
        routes.MapGet(Path + "/keys", KeysAsync).AsPage();
        routes.MapGet(Path + "/retention", RetentionAsync).AsPage();
        routes.MapGet(Path + "/retention/runs", RunsAsync).AsPage();
        routes.MapGet(Path + "/holds", HoldsAsync).AsPage();
        routes.MapGet(Path + "/settings", SettingsAsync).AsPage();
    }

    private static async Task<RazorComponentResult> AccountsAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Of<AccountsPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(AccountsPage.Answer)] = await services.Writer.TryGetAsync<AccountLines>("/api/access/accounts", visitor, cancellation),
            [nameof(AccountsPage.Zone)] = visitor.Zone,
            [nameof(AccountsPage.Self)] = http.User.ToIdentity()?.Name,
        });
    }

    private static async Task<RazorComponentResult> KeysAsync(HttpContext http, ServiceClients services, TimeProvider time, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Of<KeysPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(KeysPage.Answer)] = await services.Writer.TryGetAsync<ApiKeys>("/api/access/keys", visitor, cancellation),
            [nameof(KeysPage.Zone)] = visitor.Zone,
            [nameof(KeysPage.Now)] = time.GetUtcNow(),
        });
    }

    private static async Task<RazorComponentResult> RetentionAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Of<RetentionPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(RetentionPage.Answer)] = await services.Writer.TryGetAsync<Retention>("/api/audit/retention", visitor, cancellation),
            [nameof(RetentionPage.Runs)] = await services.Writer.TryGetAsync<RetentionRuns>("/api/audit/retention/runs?limit=20", visitor, cancellation),
            [nameof(RetentionPage.Zone)] = visitor.Zone,
            [nameof(RetentionPage.MayChange)] = MayChange(http),
        });
    }

    private static async Task<RazorComponentResult> RunsAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Piece<RetentionRunList>(http, new Dictionary<string, object?>
        {
            [nameof(RetentionRunList.Answer)] = await services.Writer.TryGetAsync<RetentionRuns>("/api/audit/retention/runs?limit=20", visitor, cancellation),
            [nameof(RetentionRunList.Zone)] = visitor.Zone,
        });
    }

    private static async Task<RazorComponentResult> HoldsAsync(HttpContext http, ServiceClients services, bool? ended, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Of<HoldsPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(HoldsPage.Answer)] = await services.Writer.TryGetAsync<HoldLines>($"/api/audit/holds?ended={(ended is true ? "true" : "false")}", visitor, cancellation),
            [nameof(HoldsPage.Zone)] = visitor.Zone,
            [nameof(HoldsPage.Ended)] = ended is true,
            [nameof(HoldsPage.MayChange)] = MayChange(http),
        });
    }

    private static async Task<RazorComponentResult> SettingsAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        var answers = new List<Answer<SettingLines>>();
        foreach (ServiceClient service in services.Apart)
        {
            answers.Add(await service.TryGetAsync<SettingLines>("/api/settings", visitor, cancellation));
        }

        return Page.Of<SettingsPage>(http, visitor, new Dictionary<string, object?> { [nameof(SettingsPage.Answers)] = answers });
    }

    private static bool MayChange(HttpContext http) => http.User.ToIdentity()?.Roles.Contains(AccessRoles.Administrator) is true;
}
