namespace Auditor.AuditWriter.Catalogue;

/// <summary>A field of an entry's additional metadata.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Required">True when an entry without it is refused.</param>
/// <param name="Type">What kind of value it holds.</param>
/// <param name="Description">What it says.</param>
/// <param name="Allowed">The only values allowed; absent when there are no such.</param>
public sealed record CatalogueField(string Name, bool Required, FieldType Type, string Description, IReadOnlyList<string>? Allowed = null);
