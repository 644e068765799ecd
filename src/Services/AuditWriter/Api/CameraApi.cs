using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;

namespace Auditor.AuditWriter.Api;

/// <summary>
/// The cameras that the log knows, for whoever has to name one. Which cameras a site has is no secret from its administrators, who write rules
/// about them; who did what at them is not told here.
/// </summary>
internal static class CameraApi
{
    public static void MapCameraApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/audit/cameras", FindAsync)
            .WithTags("Audit log")
            .AllowRoles(AccessRoles.Administrator, AccessRoles.Auditor)
            .WithName("FindCameras")
            .WithSummary("Cameras that the log has entries about, by a part of their name or id")
            .Produces<CameraList>()
            .ProducesValidationProblem()
            .DescribeQuery(["name", "most"])
            .AuditCalls(wholeRoute: true);

    private static async Task<IResult> FindAsync(HttpRequest request, IKnownCameras cameras, CancellationToken cancellation)
    {
        var parameters = new QueryParameters(request.Query);
        string? name = parameters.Text("name");
        int most = parameters.Number("most", 20, 1, 100);
        return parameters.Finish() is { } refusal ? refusal
            : name is null ? Hosting.Api.ApiProblem.Invalid("name", "It is missing: a part of the name or of the id.")
            : Results.Ok(new CameraList(await cameras.FindCamerasAsync(name, most, cancellation)));
    }
}
