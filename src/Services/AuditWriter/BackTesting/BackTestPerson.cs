namespace Auditor.AuditWriter.BackTesting;

/// <summary>What a rule would have meant for one actor.</summary>
/// <param name="Id">SID or the identity provider's id; null where the log has none.</param>
/// <param name="Name">The name that was signed in with.</param>
/// <param name="DisplayName">The name that people know, where there is one.</param>
/// <param name="Matched">Entries that match.</param>
/// <param name="Prompts">Questions that would have been asked.</param>
/// <param name="DaysAsked">Days on which there would have been any.</param>
/// <param name="MostInADay">Most of them in one day.</param>
/// <param name="WorstDay">The first of such days (ISO 8601, in the back-test's zone); null when there would have been none.</param>
public sealed record BackTestPerson(string? Id, string Name, string? DisplayName, long Matched, long Prompts, int DaysAsked, long MostInADay, DateOnly? WorstDay);
