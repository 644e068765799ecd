using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>How the values of a field are counted.</summary>
internal static class MongoFacet
{
    private const string Count = "n";

    public static PipelineDefinition<BsonDocument, BsonDocument> Pipeline(AuditFilter filter, Facet facet, int maximum)
    {
        PipelineDefinition<BsonDocument, BsonDocument> matching = MongoEntryFilter.Pipeline(filter);
        return facet switch
        {
            Facet.Resource => Finish(ByWord(matching, MongoEntryDocument.Resource), maximum),
            Facet.Action => Finish(ByWord(matching, MongoEntryDocument.Action), maximum),
            Facet.Result => Finish(ByWord(matching, MongoEntryDocument.Result), maximum),
            Facet.Tenant => Finish(ByWord(matching, MongoEntryDocument.Tenant), maximum),
            Facet.TargetLevel => Finish(ByWord(matching, MongoEntryDocument.TargetLevel), maximum),
            Facet.Actor => Finish(ByNamed(matching, MongoEntryDocument.Actor), maximum),
            Facet.Camera => Finish(ByNamed(matching, MongoEntryDocument.Cameras), maximum),
            Facet.Rule => Finish(ByNamed(matching, MongoEntryDocument.Rules), maximum),
            _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, "This field cannot be counted."),
        };
    }

    public static FacetCount Read(BsonDocument group, Facet facet)
    {
        string value = group[MongoEntryDocument.Value].AsString;
        string? name = facet == Facet.Actor ? value : group[MongoEntryDocument.Name].ToText();
        return new FacetCount(value, string.IsNullOrEmpty(name) ? value : name, group[Count].ToInt64());
    }

    private static PipelineDefinition<BsonDocument, BsonDocument> ByWord(PipelineDefinition<BsonDocument, BsonDocument> matching, string field) =>
        matching
            .Match(new BsonDocument(field, new BsonDocument("$nin", new BsonArray { BsonNull.Value, "" })))
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument
            {
                ["_id"] = "$" + field,
                [MongoEntryDocument.Value] = new BsonDocument("$first", "$" + field),
                [MongoEntryDocument.Name] = new BsonDocument("$first", "$" + field),
                [Count] = new BsonDocument("$sum", 1),
            });

    /// <summary>In the order of time, so that the last of each is its latest spelling and name. An entry has each only once.</summary>
    private static PipelineDefinition<BsonDocument, BsonDocument> ByNamed(PipelineDefinition<BsonDocument, BsonDocument> matching, string field) =>
        matching
            .Project<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument { [MongoEntryDocument.OccurredAt] = 1, [field] = 1 })
            .Sort(new BsonDocument(MongoEntryDocument.OccurredAt, 1))
            .Unwind<BsonDocument, BsonDocument, BsonDocument>(field)
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument
            {
                ["_id"] = $"${field}.{MongoEntryDocument.Key}",
                [MongoEntryDocument.Value] = new BsonDocument("$last", $"${field}.{MongoEntryDocument.Value}"),
                [MongoEntryDocument.Name] = new BsonDocument("$last", $"${field}.{MongoEntryDocument.Name}"),
                [Count] = new BsonDocument("$sum", 1),
            });

    private static PipelineDefinition<BsonDocument, BsonDocument> Finish(PipelineDefinition<BsonDocument, BsonDocument> groups, int maximum) =>
        groups.Sort(new BsonDocument { [Count] = -1, [MongoEntryDocument.Value] = 1 }).Limit(maximum);
}
