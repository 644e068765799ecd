namespace Auditor.Storage;

/// <summary>An entry that is in the store but not in the log, though later ones are.</summary>
/// <param name="EntryId">Its id.</param>
/// <param name="Problem">Why the sequencer refused it; null when the sequencer never saw it.</param>
public sealed record StrayEntry(Guid EntryId, string? Problem);
