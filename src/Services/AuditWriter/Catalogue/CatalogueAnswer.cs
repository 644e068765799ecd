namespace Auditor.AuditWriter.Catalogue;

/// <summary>The whole catalogue.</summary>
/// <param name="Resources">Every auditable resource.</param>
/// <param name="ActorTypes">Every type of actor.</param>
/// <param name="TargetLevels">Every level of a target.</param>
/// <param name="Results">How an audited fact can have ended.</param>
public sealed record CatalogueAnswer(
    IReadOnlyList<CatalogueResource> Resources, IReadOnlyList<string> ActorTypes, IReadOnlyList<string> TargetLevels, IReadOnlyList<string> Results);
