using Auditor.Contracts;
using Auditor.Wire;
using MongoDB.Bson;

namespace Auditor.Storage.MongoDb;

/// <summary>A document as facts. The actor's names stand in capitals beside the body, so that they are read from that.</summary>
internal sealed class MongoEntryFacts : EntryFacts
{
    private BsonDocument _document = [];
    private byte[] _attested = [];
    private Actor? _actor;

    public override Guid EntryId => _document[MongoEntryDocument.Id].ToId();

    public override DateTimeOffset OccurredAt => _document[MongoEntryDocument.OccurredAt].ToTime();

    public override string Tenant => _document[MongoEntryDocument.Tenant].ToText() ?? "";

    public override string Resource => _document[MongoEntryDocument.Resource].ToText() ?? "";

    public override string Action => _document[MongoEntryDocument.Action].ToText() ?? "";

    public override string? ActorId => Actor.Id;

    public override string ActorName => Actor.Name;

    public override string? ActorDisplayName => Actor.DisplayName;

    public override Guid? ClientSessionId => _document[MongoEntryDocument.ClientSession].ToIdOrNull();

    public override IReadOnlyList<string> CameraIds =>
        [.. WireFormat.Deserialize<CameraRef[]>(AttestedPart.Of(_attested, "cameras"u8)).Select(camera => camera.Id)];

    public override ReadOnlySpan<byte> Attested => _attested;

    private Actor Actor => _actor ??= WireFormat.Deserialize<Actor>(AttestedPart.Of(_attested, "actor"u8));

    public MongoEntryFacts At(BsonDocument document)
    {
        _document = document;
        _attested = MongoEntryDocument.BytesOf(document, MongoEntryDocument.Body);
        _actor = null;
        return this;
    }
}
