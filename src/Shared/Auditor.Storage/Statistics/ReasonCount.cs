namespace Auditor.Storage;

/// <summary>The reasons of one person.</summary>
/// <param name="Actor">Name of the person (the id where there is none), to put into the filter.</param>
/// <param name="Count">Reasons; at least 1.</param>
/// <param name="Repeated">Those among them of which the person gave the same words before, within what was counted: <paramref name="Count"/> minus the different ones.</param>
/// <param name="Most">The words given most often; a store may give them in capitals.</param>
public sealed record ReasonCount(string Actor, long Count, long Repeated, string Most);
