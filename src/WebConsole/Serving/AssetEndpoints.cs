using System.Security.Cryptography;
using Auditor.Hosting.Access;

namespace Auditor.WebConsole.Serving;

/// <summary>Style sheet, scripts and pictures of the pages, from the assembly.</summary>
internal static class AssetEndpoints
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".svg"] = "image/svg+xml",
    };

    /// <summary>Asked for together, so that a page does not wait for one to say that it needs another.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
        [.. typeof(AssetEndpoints).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (string name in typeof(AssetEndpoints).Assembly.GetManifestResourceNames().Where(name => Types.ContainsKey(Path.GetExtension(name))))
        {
            using Stream stream = typeof(AssetEndpoints).Assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
            routes.MapGet("/assets/" + name, (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "no-cache";
                return Results.Bytes(content, Types[Path.GetExtension(name)], entityTag: tag);
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
