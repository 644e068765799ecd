using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>The condition of a query over the entries.</summary>
internal static class MongoEntryFilter
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;

    public static FilterDefinition<BsonDocument> From(AuditFilter filter, AuditCursor? after = null, bool oldestFirst = false)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterDefinition<BsonDocument>?[] conditions =
        [
            filter.From is { } from ? Where.Gte(MongoEntryDocument.OccurredAt, from.ToBson()) : null,
            filter.To is { } to ? Where.Lt(MongoEntryDocument.OccurredAt, to.ToBson()) : null,
            Is(MongoEntryDocument.Tenant, filter.Tenant),
            Is(MongoEntryDocument.Resource, filter.Resource),
            Is(MongoEntryDocument.Action, filter.Action),
            Is(MongoEntryDocument.Result, filter.Result),
            Is(MongoEntryDocument.TargetLevel, filter.TargetLevel),
            Is(MongoEntryDocument.TargetKey, filter.TargetName?.ToKey()),
            Is(MongoEntryDocument.ActorKeys, filter.Actor?.ToKey()),
            Is(MongoEntryDocument.CameraKeys, filter.Camera?.ToKey()),
            Is(MongoEntryDocument.Correlation, filter.CorrelationId),
            Is(MongoEntryDocument.ClientSession, filter.ClientSessionId),
            Is($"{MongoEntryDocument.Rules}.{MongoEntryDocument.Key}", filter.RuleId),
            filter.ReasonContains is { } part
                ? Where.Regex(MongoEntryDocument.ReasonKey, new BsonRegularExpression(Regex.Escape(part.ToKey())))
                : null,
            Recording(filter),
            after is null ? null : Beyond(after, oldestFirst),
        ];
        return conditions.OfType<FilterDefinition<BsonDocument>>().Aggregate(Where.Empty, (all, one) => all & one);
    }

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

    private static FilterDefinition<BsonDocument>? Is(string field, Guid? id) => id is { } given ? Where.Eq(field, given.ToBson()) : null;
}
