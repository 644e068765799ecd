using Auditor.Contracts;
using Auditor.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Auditor.Hosting.Settings;

/// <summary><c>GET /api/settings</c>: the settings in force in this process and where each came from, for administrators.</summary>
internal static class SettingsEndpoint
{
    public static void MapSettings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/settings", (SettingsInForce settings) => settings.Read())
            .WithTags("Settings").WithName("ListSettings").WithSummary("The settings in force in this process, where each came from, and those that nothing reads. No secrets.")
            .Produces<SettingList>()
            .AllowRoles(AccessRoles.Administrator);
}
