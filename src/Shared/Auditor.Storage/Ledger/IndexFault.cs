namespace Auditor.Storage;

/// <summary>What a search goes by says something else than the entry itself.</summary>
/// <param name="Position">Of the entry.</param>
/// <param name="EntryId">Its id by the log.</param>
/// <param name="Field">The column or field beside the entry.</param>
public sealed record IndexFault(long Position, Guid EntryId, string Field);
