using System.Globalization;
using System.Text;
using Auditor.Contracts;
using Auditor.Ledger;
using Auditor.Rules;
using Auditor.Storage;

namespace Auditor.AuditWriter.Exporting;

/// <summary>
/// <c>report.html</c> of a bundle: who watched what, when, why, to read and to print. One file without scripts that fetches nothing.
/// The table's rows wait in a temporary file, because the summary stands before them.
/// </summary>
internal sealed class EvidenceReport : IAsyncDisposable
{
    /// <summary>Rows of the table.</summary>
    public const int MostRows = 10_000;

    private const int MostSummaryLines = 500;
    private const string StyleResource = "Auditor.AuditWriter.Exporting.report.css";

    private readonly ExportRun _run;
    private readonly NoteVerifierKey _key;
    private readonly StoredCheckpoint _checkpoint;
    private readonly ReportRow _row;
    private readonly ReportSummary _summary = new();
    private readonly StringBuilder _html = new();
    private readonly FileStream _rows;
    private long _entries;

    public EvidenceReport(ExportRun run, NoteVerifierKey key, StoredCheckpoint checkpoint)
    {
        _run = run;
        _key = key;
        _checkpoint = checkpoint;
        _row = new ReportRow(LocalTimes.Of(run.Export.Zone) ?? throw new ExportFailedException($"There is no time zone '{run.Export.Zone}'."));
        _rows = run.Folder.CreateTemporary(run.Export);
    }

    public void Add(AuditEntry entry)
    {
        _summary.Add(entry);
        if (++_entries > MostRows)
        {
            return;
        }

        _html.Clear();
        _row.Append(_html, entry);
        _rows.Write(Encoding.UTF8.GetBytes(_html.ToString()));
    }

    /// <summary>Writes the page; after the last entry.</summary>
    public async Task WriteAsync(Stream page, CancellationToken cancellation)
    {
        _html.Clear();
        AppendHead();
        AppendFacts();
        AppendSummary("Per person", "Person", _summary.People, _summary.MorePeople);
        AppendSummary("Per camera", "Camera", _summary.Cameras, _summary.MoreCameras);
        AppendTableHead();
        await page.WriteAsync(Encoding.UTF8.GetBytes(_html.ToString()), cancellation);

        _rows.Position = 0;
        await _rows.CopyToAsync(page, cancellation);
        await page.WriteAsync(Encoding.UTF8.GetBytes("</tbody></table></div></section></main></body></html>\n"), cancellation);
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private void AppendHead()
    {
        using Stream stream = typeof(EvidenceReport).Assembly.GetManifestResourceStream(StyleResource)
            ?? throw new InvalidOperationException($"The build has left out {StyleResource}.");
        using var style = new StreamReader(stream, Encoding.UTF8);
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"referrer\" content=\"no-referrer\">")
            .Append("<title>Evidence from the audit log ").Append(ReportRow.Encode(_key.Name)).Append("</title>\n<style>\n").Append(style.ReadToEnd()).Append("</style></head>\n<body><main>\n")
            .Append("<h1>Who watched what, when and why</h1>\n<p class=\"lead\">Evidence from the audit log of a video surveillance system.</p>\n");
    }

    private void AppendFacts()
    {
        Export export = _run.Export;
        string filter = export.Filter.Count == 0
            ? "Every entry of the log"
            : "<ul>" + string.Concat(export.Filter.Select(part => $"<li>{ReportRow.Encode(ReportWords.FilterName(part.Key))}: <b>{ReportRow.Isolated(part.Value)}</b></li>")) + "</ul>";
        string period = _summary is { First: { } first, Last: { } last }
            ? $"{_row.TimeWithOffset(first)} to {_row.TimeWithOffset(last)}"
            : "No entry matched";

        _html.Append("<section><h2>This report</h2><dl>\n");
        Fact("What was asked for", filter);
        Fact("Entries", Number(_run.Written));
        if (_run.NotCheckpointed > 0)
        {
            Fact("Left out", $"{Number(_run.NotCheckpointed)} that matched, because the log had not signed them yet when this was made");
        }

        Fact("From the first to the last", period);
        Fact("Asked for by", ReportRow.Isolated(ReportWords.NameOf(export.RequestedBy)));
        Fact("Asked for at", _row.TimeWithOffset(export.RequestedAt));
        Fact("Times are those of", ReportRow.Encode(export.Zone));
        Fact("Log", $"<code>{ReportRow.Encode(_key.Name)}</code>");
        Fact("Signed at a size of", $"{Number(_checkpoint.Size)} entries, on {_row.TimeWithOffset(_checkpoint.SignedAt)}");
        Fact("Public key of the log", $"<code>{ReportRow.Encode(_key.ToString())}</code>");
        _html.Append("</dl>\n<p class=\"note\">This page is for reading. What is proven is the file <code>entries.jsonl</code> beside it: <code>VERIFY.md</code> says how anybody ")
            .Append("checks, without the maker of this software, that each of these entries is in the log and unchanged. ")
            .Append(export.Filter.Count == 0 ? "It also shows that none is missing." : "It cannot show that no other entry matched.").Append("</p></section>\n");
    }

    private void AppendSummary(string heading, string what, IEnumerable<ReportSummary.Line> lines, bool more)
    {
        ReportSummary.Line[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        _html.Append("<section><h2>").Append(heading).Append("</h2><div class=\"wide\"><table class=\"sum\"><thead><tr><th>").Append(what)
            .Append("</th><th class=\"n\">Entries</th><th class=\"n\">Of these, about exports</th><th>First</th><th>Last</th></tr></thead><tbody>\n");
        foreach (ReportSummary.Line line in all.Take(MostSummaryLines))
        {
            _html.Append("<tr><td>").Append(ReportRow.Isolated(line.Name)).Append("</td><td class=\"n\">").Append(Number(line.Entries))
                .Append("</td><td class=\"n\">").Append(Number(line.Exports)).Append("</td><td>").Append(_row.Time(line.First)).Append("</td><td>").Append(_row.Time(line.Last)).Append("</td></tr>\n");
        }

        _html.Append("</tbody></table></div>");
        if (all.Length > MostSummaryLines)
        {
            _html.Append("<p class=\"note\">").Append(Number(all.Length - MostSummaryLines)).Append(more ? " or more" : "").Append(" more are in <code>entries.jsonl</code>.</p>");
        }

        _html.Append("</section>\n");
    }

    private void AppendTableHead()
    {
        _html.Append("<section><h2>Entries, in the order of the log</h2>");
        if (_entries > MostRows)
        {
            _html.Append("<p class=\"note\">These are the first ").Append(Number(MostRows)).Append(" of ").Append(Number(_entries))
                .Append(". All of them are in <code>entries.jsonl</code>, which <code>check.py --list</code> of <code>VERIFY.md</code> prints.</p>");
        }

        _html.Append("<div class=\"wide\"><table class=\"all\"><thead><tr><th class=\"n\">Position</th><th>When</th><th>Who</th><th>From where</th><th>What</th><th>Camera</th>")
            .Append("<th>Recordings</th><th>Why</th><th>Result</th></tr></thead><tbody>\n");
    }

    private void Fact(string name, string html) => _html.Append("<dt>").Append(name).Append("</dt><dd>").Append(html).Append("</dd>\n");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
