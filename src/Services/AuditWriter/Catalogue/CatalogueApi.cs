using Auditor.Contracts;
using Auditor.Hosting.Access;

namespace Auditor.AuditWriter.Catalogue;

/// <summary>The catalogue over HTTP.</summary>
internal static class CatalogueApi
{
    private static readonly CatalogueAnswer Answer = new(AuditCatalogue.Resources, ActorTypes.All, TargetLevels.All, AuditResults.All);

    public static void MapCatalogueApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/audit/catalogue", () => Results.Ok(Answer))
            .WithTags("Audit log")
            .WithName("GetCatalogue")
            .WithSummary("Every auditable resource, its actions, the metadata each must and may carry, and who may report it")
            .Produces<CatalogueAnswer>()
            .AllowSignedIn();
}
