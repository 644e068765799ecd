namespace Auditor.Storage;

/// <summary>Values of a field that are counted by themselves.</summary>
/// <param name="Field">One of which an entry has one value: no cameras, no rules.</param>
/// <param name="Values">As <see cref="FacetCount.Value"/> gives them.</param>
public sealed record SeriesSplit(Facet Field, IReadOnlyList<string> Values)
{
    /// <summary>Whether an entry has one value of a field at most.</summary>
    public static bool CanSplit(Facet field) => field is not (Facet.Camera or Facet.Rule);
}
