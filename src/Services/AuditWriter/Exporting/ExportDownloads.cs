using System.Collections.Concurrent;
using Auditor.Contracts;
using Microsoft.Net.Http.Headers;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// Records who fetches the file of an export, before the first byte is sent. What a download in pieces asks for after its beginning is
/// part of the same download, if the same caller began one within the hour.
/// </summary>
internal sealed class ExportDownloads(ExportEntries entries, TimeProvider time)
{
    private static readonly TimeSpan OneDownload = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(Guid Export, string Caller), DateTimeOffset> _begun = new();

    public async Task RecordAsync(Export export, Actor caller, RangeHeaderValue? range, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        (Guid, string) key = (export.Id, $"{caller.Type}\n{caller.Id}\n{caller.Name}\n{caller.Workstation}");
        bool goesOn = range is not null && range.Ranges.All(part => part.From is > 0);
        if (goesOn && _begun.TryGetValue(key, out DateTimeOffset begun) && now - begun < OneDownload)
        {
            return;
        }

        await entries.RecordAsync(ExportStep.Downloaded, export, caller, cancellation);
        foreach ((Guid, string) old in _begun.Where(one => now - one.Value >= OneDownload).Select(one => one.Key))
        {
            _begun.TryRemove(old, out _);
        }

        _begun[key] = now;
    }
}
