using Auditor.Contracts;
using Auditor.WebConsole.Log;
using Auditor.WebConsole.Overview;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Trust;
using Auditor.Wire;

namespace Auditor.WebConsole.Questions;

/// <summary>Answers questions out of the log, by its HTTP API. How many entries are read for one is bounded.</summary>
internal sealed class QuestionDesk(AuditLog log, ServiceClients services, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>Persons that the look at their stays is restricted to; with more of them it is not.</summary>
    private const int MostPersons = 20;

    /// <summary>How long before something was played its opening, with the reason, is looked for.</summary>
    private static readonly TimeSpan LongestStay = TimeSpan.FromHours(12);

    /// <exception cref="ServiceException">AuditWriter did not answer, or refused.</exception>
    public async Task<Answer> AnswerAsync(Question question, Visitor visitor, CancellationToken cancellation)
    {
        var answer = new Answer(question, visitor.Zone);
        EntryCounts ever = await CountAsync(answer.About.With(LogFilter.Range, "all"), visitor, cancellation);
        answer = answer with
        {
            Known = ever.Total > 0,
            Completeness = await services.Writer.GetAsync<Completeness>("/api/audit/completeness?limit=1", visitor, cancellation),
            Begins = (await log.ListAsync("?order=oldest&limit=1", visitor, cancellation)).Entries is [{ } first] ? first.OccurredAt : null,
        };
        return question.ByFootage ? await OfFootageAsync(answer, visitor, cancellation) : await OfTimeAsync(answer, visitor, cancellation);
    }

    private async Task<Answer> OfFootageAsync(Answer answer, Visitor visitor, CancellationToken cancellation)
    {
        Question question = answer.Question;
        LogFilter always = answer.About.With(LogFilter.Range, "all");
        LogFilter recordings = always.WithAny("resource", AuditableResources.Playback, AuditableResources.IndependentPlayback, AuditableResources.Export)
            .With(LogFilter.RecordingFrom, visitor.Zone.Input(question.From)).With(LogFilter.RecordingTo, visitor.Zone.Input(question.To))
            .With(LogFilter.Zone, visitor.Zone.Id);
        (List<AuditEntry> touched, bool truncated) = await ReadAsync(recordings, visitor, cancellation);
        LogFilter evidence = recordings;
        List<AuditEntry> all = touched;
        if (touched.Count > 0)
        {
            string[] persons = [.. touched.Select(entry => entry.Actor.Name is { Length: > 0 } name ? name : entry.Actor.Id ?? "").Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
            evidence = answer.About.During(visitor.Zone, touched[0].OccurredAt - LongestStay, touched[^1].OccurredAt + LongestStay)
                .WithAny(Question.Person, persons.Length <= MostPersons ? persons : []);
            (List<AuditEntry> around, bool more) = await ReadAsync(evidence, visitor, cancellation);
            truncated |= more;
            all = [.. touched.Concat(around).DistinctBy(entry => entry.EntryId).OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.EntryId)];
        }

        // Recordings can be looked at only once they are there.
        LogFilter opened = always.WithAny("resource", AuditableResources.Playback, AuditableResources.IndependentPlayback)
            .WithAny("action", AuditableActions.Enter, AuditableActions.Enable).During(visitor.Zone, question.From, to: null);
        return answer with
        {
            Seen = SeenRecordings.Of(all, camera => Is(camera, question.Subject!), (question.From, question.To)),
            Opened = await CountAsync(opened, visitor, cancellation, ("by", "actor"), ("most", "10")),
            Truncated = truncated,
            Evidence = evidence,
            EvidenceRequest = RequestOf(evidence, visitor),
        };
    }

    /// <summary>What was done in a time: by a person, or with a camera's recordings.</summary>
    private async Task<Answer> OfTimeAsync(Answer answer, Visitor visitor, CancellationToken cancellation)
    {
        LogFilter evidence = answer.About.During(visitor.Zone, answer.Question.From, answer.Question.To);
        (List<AuditEntry> entries, bool truncated) = await ReadAsync(evidence, visitor, cancellation);
        return answer with
        {
            Seen = SeenRecordings.Of(entries, camera => !answer.Question.AboutCamera || Is(camera, answer.Question.Subject!), overlaps: null),
            Truncated = truncated,
            Evidence = evidence,
            EvidenceRequest = RequestOf(evidence, visitor),
        };
    }

    private async Task<(List<AuditEntry> Entries, bool Truncated)> ReadAsync(LogFilter filter, Visitor visitor, CancellationToken cancellation)
    {
        var entries = new List<AuditEntry>();
        string? cursor = null;
        do
        {
            string query = filter.ForApi(visitor.Zone, time.GetUtcNow(), ("order", "oldest"), ("limit", $"{PageSize}"), ("cursor", cursor));
            EntryPage page = await log.ListAsync(query, visitor, cancellation);
            entries.AddRange(page.Entries);
            cursor = page.Next;
        }
        while (cursor is not null && entries.Count < Answer.MostEntries);
        return (entries, cursor is not null);
    }

    private Task<EntryCounts> CountAsync(LogFilter filter, Visitor visitor, CancellationToken cancellation, params IEnumerable<(string, string?)> more) =>
        services.Writer.GetAsync<EntryCounts>("/api/audit/counts" + filter.ForApi(visitor.Zone, time.GetUtcNow(), more), visitor, cancellation);

    /// <summary>An evidence bundle of the entries that a filter shows.</summary>
    private string RequestOf(LogFilter filter, Visitor visitor)
    {
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(filter.ForApi(visitor.Zone, time.GetUtcNow()));
        var body = query.ToDictionary(part => part.Key, part => part.Value.Count == 1 ? part.Value[0] : (object?)part.Value.ToArray());
        body["format"] = "bundle";
        body["zone"] = visitor.Zone.Id;
        return WireFormat.SerializeToText(body);
    }

    private static bool Is(CameraRef camera, string subject) =>
        string.Equals(camera.Id, subject, StringComparison.OrdinalIgnoreCase) || string.Equals(camera.Name, subject, StringComparison.OrdinalIgnoreCase);
}
