namespace Auditor.AuditWriter.Catalogue;

/// <summary>What can have happened to a resource.</summary>
/// <param name="Name">One of <c>AuditableActions</c>.</param>
/// <param name="Description">When an entry has it.</param>
/// <param name="Metadata">The additional metadata that such an entry must and may carry. Further fields are kept as they come.</param>
/// <param name="ReportedBy">Whose word it is, where that is not what the resource says.</param>
/// <param name="AcceptedOver">The ways by which it may be reported, where they are not those of the resource.</param>
public sealed record CatalogueAction(
    string Name, string Description, IReadOnlyList<CatalogueField> Metadata, ReportedBy? ReportedBy = null, IReadOnlyList<ChangeWay>? AcceptedOver = null);
