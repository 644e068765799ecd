using Auditor.Storage;

namespace Auditor.AuditWriter.Completeness;

/// <summary>What a stretch of the log says of client sessions.</summary>
internal sealed class ReadEntries
{
    private readonly List<SessionSighting> _sightings = [];

    public int Count { get; private set; }

    public IReadOnlyList<SessionSighting> Sightings => _sightings;

    /// <summary>When the last entry that says so was appended (UTC).</summary>
    public DateTimeOffset? LastAppendedAt { get; private set; }

    public void Add(LoggedEntry entry)
    {
        Count++;
        (SessionSighting? sighting, DateTimeOffset? appendedAt) = SightingReader.Read(entry);
        LastAppendedAt = appendedAt ?? LastAppendedAt;
        if (sighting is not null)
        {
            _sightings.Add(sighting);
        }
    }
}
