using System.Collections.Frozen;

namespace Auditor.AuditWriter.Catalogue;

/// <summary>
/// The one list of what the log keeps entries about: resources, their actions, and the metadata of each
/// (docs/catalogue.md is generated from it). A change that is not in it is refused.
/// </summary>
internal static class AuditCatalogue
{
    private static readonly FrozenDictionary<string, CatalogueResource> ByName =
        Enumerable.Concat(SchemeResources.All, OwnResources.All).ToFrozenDictionary(resource => resource.Name, StringComparer.Ordinal);

    /// <summary>What anyone may report first, then what Auditor itself records.</summary>
    public static IReadOnlyList<CatalogueResource> Resources { get; } = [.. SchemeResources.All, .. OwnResources.All];

    public static CatalogueResource? Find(string? resource) => resource is null ? null : ByName.GetValueOrDefault(resource);

    /// <summary>The names of what may be reported that way.</summary>
    public static IEnumerable<string> AcceptedOver(ChangeWay way) =>
        Resources.Where(resource => resource.AcceptedOver.Contains(way)).Select(resource => resource.Name);
}
