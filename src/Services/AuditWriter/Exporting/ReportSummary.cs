using Auditor.Contracts;

namespace Auditor.AuditWriter.Exporting;

/// <summary>How often each person and each camera is in the entries. What it counts by is bounded, so that memory is.</summary>
internal sealed class ReportSummary
{
    private const int MostCounted = 10_000;

    private readonly Dictionary<string, Line> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Line> _cameras = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who has most entries first.</summary>
    public IEnumerable<Line> People => Sorted(_people);

    public IEnumerable<Line> Cameras => Sorted(_cameras);

    /// <summary>People beyond those that are counted have entries too.</summary>
    public bool MorePeople { get; private set; }

    public bool MoreCameras { get; private set; }

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public void Add(AuditEntry entry)
    {
        First = First < entry.OccurredAt ? First : entry.OccurredAt;
        Last = Last > entry.OccurredAt ? Last : entry.OccurredAt;
        MorePeople |= !TryCount(_people, ReportWords.AccountOf(entry.Actor) ?? "", ReportWords.NameOf(entry.Actor), entry);
        foreach (CameraRef camera in entry.Cameras.Count > 1 ? entry.Cameras.DistinctBy(camera => camera.Id) : entry.Cameras)
        {
            MoreCameras |= !TryCount(_cameras, camera.Id.Length > 0 ? camera.Id : camera.Name, ReportWords.NameOf(camera), entry);
        }
    }

    private static IEnumerable<Line> Sorted(Dictionary<string, Line> lines) =>
        lines.Values.OrderByDescending(line => line.Entries).ThenBy(line => line.Name, StringComparer.OrdinalIgnoreCase);

    private static bool TryCount(Dictionary<string, Line> lines, string key, string name, AuditEntry entry)
    {
        if (!lines.TryGetValue(key, out Line? line))
        {
            if (lines.Count >= MostCounted)
            {
                return false;
            }

            line = new Line { First = entry.OccurredAt, Last = entry.OccurredAt };
            lines.Add(key, line);
        }

        line.Count(name, entry);
        return true;
    }

    /// <summary>One person or camera.</summary>
    internal sealed class Line
    {
        /// <summary>The latest name.</summary>
        public string Name { get; private set; } = "";

        public long Entries { get; private set; }

        /// <summary>Of those, about the export of recordings.</summary>
        public long Exports { get; private set; }

        public DateTimeOffset First { get; set; }

        public DateTimeOffset Last { get; set; }

        public void Count(string name, AuditEntry entry)
        {
            Name = name;
            Entries++;
            Exports += entry.AuditableResource == AuditableResources.Export ? 1 : 0;
            First = First < entry.OccurredAt ? First : entry.OccurredAt;
            Last = Last > entry.OccurredAt ? Last : entry.OccurredAt;
        }
    }
}
