using Auditor.Contracts;
using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>An entry as a document: its attested bytes, with the seal of their writer, and beside them what it is found by.</summary>
internal static class MongoEntryDocument
{
    public const string Collection = "entries";
    public const string Id = "_id";
    public const string OccurredAt = "occurredAt";
    public const string Tenant = "tenant";
    public const string Resource = "resource";
    public const string Action = "action";
    public const string Result = "result";
    public const string ActorKeys = "actorKeys";
    public const string Actor = "actor";
    public const string ClientSession = "clientSession";
    public const string Correlation = "correlation";
    public const string TargetLevel = "targetLevel";
    public const string TargetKey = "targetKey";
    public const string ReasonKey = "reasonKey";
    public const string HasRecording = "hasRecording";
    public const string RecordingFrom = "recordingFrom";
    public const string RecordingTo = "recordingTo";
    public const string CameraKeys = "cameraKeys";
    public const string Cameras = "cameras";
    public const string Rules = "rules";
    public const string Key = "key";
    public const string Value = "value";
    public const string Name = "name";
    public const string Body = "body";
    public const string Seal = "seal";

    public static IReadOnlyList<CreateIndexModel<BsonDocument>> Indexes { get; } =
    [
        Index(OccurredAt, Id),
        Index(Resource, OccurredAt, Id),
        Index(ActorKeys, OccurredAt, Id),
        Index(CameraKeys, OccurredAt, Id),
        Index($"{Rules}.{Key}", OccurredAt, Id),
        Index(TargetKey, OccurredAt, Id),
        Index(Correlation, OccurredAt, Id),
        Index(ClientSession, OccurredAt, Id),
    ];

    /// <summary>What is inserted.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="body">Its attested bytes.</param>
    /// <param name="seal">Its writer's seal; empty for none.</param>
    public static BsonDocument From(AuditEntry entry, byte[] body, byte[] seal)
    {
        BsonDocument document = SearchedFields(entry);
        document[Body] = new BsonBinaryData(body);
        document[Seal] = new BsonBinaryData(seal);
        return document;
    }

    /// <summary>Everything but body and seal. All of it follows from the body.</summary>
    public static BsonDocument SearchedFields(AuditEntry entry) => new()
    {
        [Id] = entry.EntryId.ToBson(),
        [OccurredAt] = entry.OccurredAt.ToBson(),
        [Tenant] = entry.Tenant.ToBson(),
        [Resource] = entry.AuditableResource.ToBson(),
        [Action] = entry.AuditableAction.ToBson(),
        [Result] = entry.Result.ToBson(),
        [Actor] = NamedActor(entry.Actor),
        [ActorKeys] = Keys([entry.Actor.Id, entry.Actor.Name, entry.Actor.DisplayName]),
        [ClientSession] = entry.Actor.Session?.ToBson() ?? (BsonValue)BsonNull.Value,
        [Correlation] = entry.CorrelationId?.ToBson() ?? (BsonValue)BsonNull.Value,
        [TargetLevel] = entry.Target.Level.ToBson(),
        [TargetKey] = entry.Target.Name.ToKey(),
        [ReasonKey] = entry.Reason?.ToKey().ToBson() ?? BsonNull.Value,
        [HasRecording] = entry.Recording is not null,
        [RecordingFrom] = entry.Recording?.From?.ToBson() ?? (BsonValue)BsonNull.Value,
        [RecordingTo] = entry.Recording?.To?.ToBson() ?? (BsonValue)BsonNull.Value,
        [CameraKeys] = Keys(entry.Cameras.SelectMany(camera => new[] { camera.Id, camera.Name })),
        [Cameras] = Named(entry.Cameras.Select(camera => (Value: NotEmpty(camera.Id) ?? camera.Name, camera.Name)).Where(camera => camera.Value.Length > 0)),
        [Rules] = new BsonArray(entry.Rules.DistinctBy(rule => rule.Id).Select(rule => new BsonDocument
        {
            [Key] = rule.Id.ToBson(),
            [Value] = rule.Id.ToString(),
            [Name] = rule.Name,
        })),
    };

    /// <summary>The entry as its stored bytes say, with its position when it has one.</summary>
    public static AuditEntry ToEntry(BsonDocument document, long? position) =>
        WireFormat.Deserialize<AuditEntry>(BytesOf(document, Body).AsSpan()) with { Position = position };

    /// <summary>The bytes of a field; none when it has been made something else, so that whoever checks them finds that they are not what was signed.</summary>
    public static byte[] BytesOf(BsonDocument document, string field) => document.GetValue(field, BsonNull.Value) is BsonBinaryData data ? data.Bytes : [];

    /// <summary>The entry as its bytes, with its position where it has one.</summary>
    public static AttestedEntry ToAttested(BsonDocument document, Dictionary<Guid, long> positions)
    {
        Guid id = document[Id].ToId();
        return new AttestedEntry(id, positions.TryGetValue(id, out long position) ? position : null, BytesOf(document, Body));
    }

    public static AuditCursor ToCursor(BsonDocument document) => new(document[OccurredAt].ToTime(), document[Id].ToId());

    /// <summary>Who counts as the actor: the name, else the id. An array like the others that are counted, empty when there is neither.</summary>
    private static BsonArray NamedActor(Actor actor) =>
        (NotEmpty(actor.Name) ?? NotEmpty(actor.Id)) is { } name ? Named([(name, name)]) : [];

    private static BsonArray Named(IEnumerable<(string Value, string Name)> named) =>
        [.. named.DistinctBy(one => one.Value.ToKey()).Select(one => new BsonDocument { [Key] = one.Value.ToKey(), [Value] = one.Value, [Name] = one.Name })];

    private static BsonArray Keys(IEnumerable<string?> texts) => [.. texts.OfType<string>().Select(text => text.ToKey()).Distinct().Select(key => new BsonString(key))];

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static CreateIndexModel<BsonDocument> Index(params string[] fields) =>
        new(Builders<BsonDocument>.IndexKeys.Combine(fields.Select(field => Builders<BsonDocument>.IndexKeys.Ascending(field))));
}
