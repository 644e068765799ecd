using System.Text.Json;
using Auditor.AuditWriter.Catalogue;
using Auditor.AuditWriter.Entries;
using Auditor.Contracts;
using Auditor.Hosting.Api;
using Auditor.Ledger;

namespace Auditor.AuditWriter.Changes;

/// <summary>Reads a body that reports one change or several: every change of it can be an entry, or all that is wrong is said by its path. Pure.</summary>
internal static class ChangeRequest
{
    public const int MostChanges = 500;

    private const string List = "changes";

    /// <param name="body">One change, or <c>{"changes":[...]}</c>.</param>
    /// <param name="key">The Idempotency-Key, if any.</param>
    /// <param name="caller">The actor of changes that name none, and who is recorded as having reported them.</param>
    /// <param name="now">The time of changes that name none.</param>
    public static (IReadOnlyList<ReportedChange> Changes, IReadOnlyList<FieldProblem> Problems) Read(
        JsonElement body, IdempotencyKey? key, Actor caller, DateTimeOffset now)
    {
        var problems = new List<FieldProblem>();
        List<(string Path, ChangeReport? Report)> reports = Reports(body, problems);
        var changes = new List<ReportedChange>(reports.Count);
        var seen = new Dictionary<Guid, string>();
        Guid? correlation = problems.Count == 0 ? Correlation(body, key) : null;
        for (int i = 0; i < reports.Count && problems.Count < StrictBody.MostProblems; i++)
        {
            if (reports[i] is not (string path, { } report))
            {
                continue;
            }

            Guid id = report.ChangeId ?? key?.ChangeId(i) ?? Guid.CreateVersion7(now);
            if (!seen.TryAdd(id, path))
            {
                problems.Add(new FieldProblem(path + "changeId", $"is that of {seen[id].TrimEnd('.')} too; each change has its own."));
            }

            ConfigurationChanged change = Change(report, id, caller, now) with { CorrelationId = report.CorrelationId ?? (report.ChangeId is null ? correlation : null) };
            (AuditEntry? entry, IReadOnlyList<FieldProblem> found) = EntryOfChange.Read(change, ChangeWay.Http, now);
            problems.AddRange(found.Select(problem => problem with { Field = path + problem.Field }));
            if (entry is not null)
            {
                changes.Add(new ReportedChange(path, report, entry with { PublishedBy = NameOf(caller) }));
            }
        }

        return problems.Count == 0 ? (changes, []) : ([], [.. problems.Take(StrictBody.MostProblems)]);
    }

    private static List<(string Path, ChangeReport? Report)> Reports(JsonElement body, List<FieldProblem> problems)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(List, out JsonElement list))
        {
            return [Report(body, "", problems)];
        }

        foreach (JsonProperty other in body.EnumerateObject().Where(member => member.Name != List).Take(StrictBody.MostProblems))
        {
            problems.Add(new FieldProblem(other.Name, $"stands beside '{List}'; a body has either the fields of one change, or '{List}' and nothing else."));
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostChanges)
        {
            problems.Add(new FieldProblem(List, $"must be a list of 1 to {MostChanges} changes."));
            return [];
        }

        return [.. list.EnumerateArray().Select((item, index) => Report(item, $"{List}[{index}]", problems))];
    }

    private static (string Path, ChangeReport? Report) Report(JsonElement item, string path, List<FieldProblem> problems)
    {
        if (problems.Count >= StrictBody.MostProblems)
        {
            return (path, null);
        }

        (ChangeReport? report, IReadOnlyList<FieldProblem> found) = StrictBody.Read<ChangeReport>(item, path);
        problems.AddRange(found);
        return (path.Length == 0 ? "" : path + ".", report);
    }

    private static Guid? Correlation(JsonElement body, IdempotencyKey? key)
    {
        try
        {
            return key?.CorrelationId(body);
        }
        catch (LedgerFormatException)
        {
            // Some value cannot be kept; which one, the reading of its change says.
            return null;
        }
    }

    private static ConfigurationChanged Change(ChangeReport report, Guid id, Actor caller, DateTimeOffset now) => new()
    {
        Version = report.Version ?? 1,
        ChangeId = id,
        Tenant = report.Tenant,
        AuditableResource = report.AuditableResource ?? "",
        AuditableAction = report.AuditableAction ?? "",
        ResourceName = report.ResourceName ?? "",
        Actor = report.Actor ?? caller,
        OccurredAt = report.OccurredAt ?? now,
        Target = report.Target,
        AdditionalMetadata = report.AdditionalMetadata,
        PreviousState = report.PreviousState,
        NewState = report.NewState,
        Result = report.Result,
    };

    /// <summary>With the id of its key or account: names can be chosen.</summary>
    private static string NameOf(Actor caller) => string.IsNullOrEmpty(caller.Id) ? caller.Name : $"{caller.Name} ({caller.Type} {caller.Id})";
}
