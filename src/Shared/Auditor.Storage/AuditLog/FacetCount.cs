namespace Auditor.Storage;

/// <summary>A value of a field and how many entries have it.</summary>
/// <param name="Value">What to put into the filter to see those entries: an actor's name (the id where there is none; counted without regard to case), a camera's id, a rule's id, else the word itself.</param>
/// <param name="Name">What to show a person: a camera's or a rule's latest name, else the value.</param>
/// <param name="Count">Number of entries.</param>
public sealed record FacetCount(string Value, string Name, long Count);
