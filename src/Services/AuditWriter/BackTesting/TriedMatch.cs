using Auditor.Contracts;

namespace Auditor.AuditWriter.BackTesting;

/// <summary>A match, before anybody counts it.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Actor">Whose.</param>
/// <param name="Session">The client session; null where there was none.</param>
/// <param name="Resource">One of <see cref="AuditableResources"/>.</param>
/// <param name="Action">One of <see cref="AuditableActions"/>.</param>
/// <param name="Asks">For which type of activity the rule asks because of it; null when it does not.</param>
internal readonly record struct TriedMatch(
    Guid EntryId, DateTimeOffset OccurredAt, Actor Actor, Guid? Session, string Resource, string Action, ActivityType? Asks);
