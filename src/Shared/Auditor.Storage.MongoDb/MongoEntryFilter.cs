using System.Text.RegularExpressions;
using Auditor.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The condition of a query over the entries.</summary>
internal static class MongoEntryFilter
{
    private const string Together = "together";
    private const string Answers = "answers";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    private static readonly FilterDefinition<BsonDocument> WithReason = Where.Nin(MongoEntryDocument.ReasonKey, new BsonValue[] { BsonNull.Value, "" });

    public static FilterDefinition<BsonDocument> From(AuditFilter filter, AuditCursor? after = null, bool oldestFirst = false)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterDefinition<BsonDocument>?[] conditions =
        [
            filter.From is { } from ? Where.Gte(MongoEntryDocument.OccurredAt, from.ToBson()) : null,
            filter.To is { } to ? Where.Lt(MongoEntryDocument.OccurredAt, to.ToBson()) : null,
            Is(MongoEntryDocument.Tenant, filter.Tenant),
            Any(MongoEntryDocument.Resource, ReasonStates.ResourcesOf(filter)?.Select(word => word.ToBson())),
            Any(MongoEntryDocument.Action, filter.Action?.Select(word => word.ToBson())),
            Is(MongoEntryDocument.Result, filter.Result),
            Is(MongoEntryDocument.TargetLevel, filter.TargetLevel),
            Is(MongoEntryDocument.TargetKey, filter.TargetName?.ToKey()),
            Any(MongoEntryDocument.ActorKeys, filter.Actor?.Select(actor => actor.ToKey().ToBson())),
            Any(MongoEntryDocument.CameraKeys, filter.Camera?.Select(camera => camera.ToKey().ToBson())),
            Is(MongoEntryDocument.Correlation, filter.CorrelationId),
            Is(MongoEntryDocument.ClientSession, filter.ClientSessionId),
            Any($"{MongoEntryDocument.Rules}.{MongoEntryDocument.Key}", filter.RuleId?.Select(id => id.ToBson())),
            filter.ReasonContains is { } part
                ? Where.Regex(MongoEntryDocument.ReasonKey, new BsonRegularExpression(Regex.Escape(part.ToKey())))
                : null,
            filter.ReasonState is { } states ? States(states) : null,
            Recording(filter),
            filter.Hours is { } hours ? Hours(hours) : null,
            after is null ? null : Beyond(after, oldestFirst),
        ];
        return conditions.OfType<FilterDefinition<BsonDocument>>().Aggregate(Where.Empty, (all, one) => all & one);
    }

    /// <summary>
    /// The first stages of an aggregation over the entries that match. <see cref="From"/> alone cannot say everything: whether a reason was given
    /// stands in another entry.
    /// </summary>
    public static PipelineDefinition<BsonDocument, BsonDocument> Pipeline(AuditFilter filter)
    {
        PipelineDefinition<BsonDocument, BsonDocument> matching = new EmptyPipelineDefinition<BsonDocument>().Match(From(filter));
        return NeedsAnswers(filter) ? Unanswered(matching) : matching;
    }

    /// <summary>Whether <see cref="From"/> lets through what a given reason belongs to.</summary>
    public static bool NeedsAnswers(AuditFilter filter) => filter.ReasonState?.Contains(ReasonState.Missing) is true;

    /// <summary>Leaves out what a reason in another entry belongs to.</summary>
    public static PipelineDefinition<BsonDocument, BsonDocument> Unanswered(PipelineDefinition<BsonDocument, BsonDocument> matching) =>
        matching
            // An entry without a correlation is looked for by its own id, which is nobody's correlation, and not with all others that have none.
            .AppendStage<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument("$addFields", new BsonDocument(
                Together, new BsonDocument("$ifNull", new BsonArray { "$" + MongoEntryDocument.Correlation, "$" + MongoEntryDocument.Id }))))
            .AppendStage<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument("$lookup", new BsonDocument
            {
                ["from"] = MongoEntryDocument.Collection,
                ["localField"] = Together,
                ["foreignField"] = MongoEntryDocument.Correlation,
                ["as"] = Answers,
            }))
            .Match(Where.Eq(MongoEntryDocument.Resource, AuditableResources.Reason) | Where.Not(Where.ElemMatch(Answers, WithReason)))
            .AppendStage<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument("$project", new BsonDocument { [Together] = 0, [Answers] = 0 }));

    private static FilterDefinition<BsonDocument> States(AnyOf<ReasonState> states) => Where.Or(states.Distinct().Select(state => state == ReasonState.Missing
        ? Where.In(MongoEntryDocument.Resource, ReasonStates.Openings) & Where.In(MongoEntryDocument.Action, ReasonStates.OpeningActions) & Where.Not(WithReason)
        : Where.Eq(MongoEntryDocument.Resource, AuditableResources.Reason) & Where.Eq(MongoEntryDocument.Action, ReasonStates.ActionOf(state))));

    private static FilterDefinition<BsonDocument> Hours(WeekHours hours) => new BsonDocument("$expr", new BsonDocument(
        "$in", new BsonArray { MongoLocalTime.StartOfHourOfWeek(hours.Clock), new BsonArray(hours.Hours.Order().Select(hour => hour * TimeSpan.TicksPerHour)) }));

    /// <summary>The first part is for the index, which cannot be walked by the second alone.</summary>
    private static FilterDefinition<BsonDocument> Beyond(AuditCursor after, bool oldestFirst)
    {
        BsonInt64 time = after.OccurredAt.ToBson();
        BsonBinaryData id = after.EntryId.ToBson();
        return oldestFirst
            ? Where.Gte(MongoEntryDocument.OccurredAt, time)
                & (Where.Gt(MongoEntryDocument.OccurredAt, time) | Where.Gt(MongoEntryDocument.Id, id))
            : Where.Lte(MongoEntryDocument.OccurredAt, time)
                & (Where.Lt(MongoEntryDocument.OccurredAt, time) | Where.Lt(MongoEntryDocument.Id, id));
    }

    /// <summary>An unknown end is open; an entry about no recordings overlaps nothing.</summary>
    private static FilterDefinition<BsonDocument>? Recording(AuditFilter filter)
    {
        if (filter.RecordingFrom is null && filter.RecordingTo is null)
        {
            return null;
        }

        FilterDefinition<BsonDocument> overlap = Where.Eq(MongoEntryDocument.HasRecording, true);
        if (filter.RecordingFrom is { } from)
        {
            overlap &= Where.Eq(MongoEntryDocument.RecordingTo, BsonNull.Value) | Where.Gt(MongoEntryDocument.RecordingTo, from.ToBson());
        }

        if (filter.RecordingTo is { } to)
        {
            overlap &= Where.Eq(MongoEntryDocument.RecordingFrom, BsonNull.Value) | Where.Lt(MongoEntryDocument.RecordingFrom, to.ToBson());
        }

        return overlap;
    }

    private static FilterDefinition<BsonDocument>? Is(string field, string? word) => word is null ? null : Where.Eq(field, word);

    private static FilterDefinition<BsonDocument>? Any(string field, IEnumerable<BsonValue>? values) => values is null ? null : Where.In(field, values);

    private static FilterDefinition<BsonDocument>? Is(string field, Guid? id) => id is { } given ? Where.Eq(field, given.ToBson()) : null;
}
