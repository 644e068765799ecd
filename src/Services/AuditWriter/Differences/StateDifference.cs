namespace Auditor.AuditWriter.Differences;

/// <summary>
/// What makes a new state out of a previous one: take away what was removed, last first; then put in what was added or changed, first
/// first.
/// </summary>
/// <param name="Elements">In the order of the states, removed ones first within an object or list.</param>
/// <param name="Truncated">True when there are more than the 1,000 elements given here.</param>
public sealed record StateDifference(IReadOnlyList<DifferentElement> Elements, bool Truncated);
