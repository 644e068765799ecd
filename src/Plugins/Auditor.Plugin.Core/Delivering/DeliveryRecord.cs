using System.Globalization;
using System.Text;

namespace Auditor.Plugin.Core.Delivering;

/// <summary>What is known of the delivery of one entry.</summary>
internal sealed class DeliveryRecord
{
    private readonly Dictionary<int, string?> _parts = [];

    /// <summary>The report as it was first made; sent again byte for byte until it is confirmed.</summary>
    public byte[]? Report { get; set; }

    /// <summary>Delivered, reported and confirmed.</summary>
    public bool Finished { get; set; }

    /// <summary>Part 0 is the log line, 1 and on are the events.</summary>
    public bool IsSettled(int part) => _parts.ContainsKey(part);

    /// <summary>Why a part was given up; null when it was delivered.</summary>
    public string? ErrorOf(int part) => _parts[part];

    public void Settle(int part, string? error) => _parts[part] = error;

    /// <summary>What is known, in the lines of the memory's file.</summary>
    public IEnumerable<string> Lines(Guid entryId)
    {
        foreach (KeyValuePair<int, string?> part in _parts)
        {
            yield return PartLine(entryId, part.Key, part.Value);
        }

        if (Report is not null)
        {
            yield return ReportLine(entryId, Report);
        }
    }

    public static string PartLine(Guid entryId, int part, string? error) =>
        $"part {entryId:N} {part.ToString(CultureInfo.InvariantCulture)} {(error is null ? "-" : Convert.ToBase64String(Encoding.UTF8.GetBytes(error)))}";

    public static string ReportLine(Guid entryId, byte[] report) => $"report {entryId:N} {Convert.ToBase64String(report)}";
}
