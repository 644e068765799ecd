using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auditor.WebConsole.Deliveries;

/// <summary>What leaves the log and how that goes; and what could not get into it.</summary>
internal static class DeliveryEndpoints
{
    public const string Path = "/deliveries";
    public const string Failed = Path + "/failed";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).AsPage();
        routes.MapGet(Path + "/list", ListAsync).AsPage();
        routes.MapGet(Failed, FailedAsync).AsPage();
        routes.MapGet(Failed + "/{failureId:guid}", OneFailedAsync).AsPage();
    }

    private static async Task<RazorComponentResult> ShowAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Of<DeliveriesPage>(http, visitor, await ListOfAsync(http, services, visitor, cancellation));
    }

    private static async Task<RazorComponentResult> ListAsync(HttpContext http, ServiceClients services, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Piece<SubscriptionList>(http, await ListOfAsync(http, services, visitor, cancellation));
    }

    private static async Task<Dictionary<string, object?>> ListOfAsync(HttpContext http, ServiceClients services, Visitor visitor, CancellationToken cancellation) => new()
    {
        [nameof(SubscriptionList.Answer)] = await services.Notifier.TryGetAsync<SubscriptionLines>("/api/subscriptions", visitor, cancellation),
        [nameof(SubscriptionList.Zone)] = visitor.Zone,
        [nameof(SubscriptionList.MayChange)] = http.User.ToIdentity()?.Roles.Contains(AccessRoles.Administrator) is true,
    };

    private static async Task<RazorComponentResult> FailedAsync(HttpContext http, ServiceClients services, bool? settled, string? cursor, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        string query = $"?settled={(settled is true ? "true" : "false")}" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor));
        return Page.Of<FailedAppendsPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(FailedAppendsPage.Answer)] = await services.Writer.TryGetAsync<FailedAppends>("/api/audit/failed-appends" + query, visitor, cancellation),
            [nameof(FailedAppendsPage.Zone)] = visitor.Zone,
            [nameof(FailedAppendsPage.Settled)] = settled is true,
        });
    }

    private static async Task<RazorComponentResult> OneFailedAsync(HttpContext http, ServiceClients services, Guid failureId, CancellationToken cancellation)
    {
        var visitor = Visitor.Of(http);
        return Page.Of<FailedAppendPage>(http, visitor, new Dictionary<string, object?>
        {
            [nameof(FailedAppendPage.Answer)] = await services.Writer.TryGetAsync<FailedAppend>($"/api/audit/failed-appends/{failureId}", visitor, cancellation),
            [nameof(FailedAppendPage.Zone)] = visitor.Zone,
        });
    }
}
