namespace Auditor.AuditWriter.Catalogue;

/// <summary>Something that the log keeps entries about.</summary>
/// <param name="Name">One of <c>AuditableResources</c>.</param>
/// <param name="Description">What it is.</param>
/// <param name="ReportedBy">Whose word its entries are.</param>
/// <param name="AcceptedOver">The ways by which a change of it may be reported; none where only an activity or Auditor itself makes such entries.</param>
/// <param name="Actions">What can happen to it.</param>
/// <param name="ResourceNameFrom">The field of the metadata that names it when a change has no <c>resourceName</c>.</param>
public sealed record CatalogueResource(
    string Name,
    string Description,
    ReportedBy ReportedBy,
    IReadOnlyList<ChangeWay> AcceptedOver,
    IReadOnlyList<CatalogueAction> Actions,
    string? ResourceNameFrom = null)
{
    internal bool Accepts(CatalogueAction action, ChangeWay way) => (action.AcceptedOver ?? AcceptedOver).Contains(way);

    internal CatalogueAction? Find(string? action) => Actions.FirstOrDefault(known => known.Name == action);
}
