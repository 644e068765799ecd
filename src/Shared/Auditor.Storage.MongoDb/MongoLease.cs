using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Who may sequence, and which log this is: two documents of one collection. The lease keeps two from working in vain; that they
/// cannot fork the log is the unique keys' doing (<see cref="MongoLeaves"/>).
/// </summary>
internal sealed class MongoLease(IMongoCollection<BsonDocument> ledger)
{
    public const string Collection = "ledger";
    private const string Id = "_id";
    private const string Origin = "origin";
    private const string VerifierKey = "verifierKey";
    private const string Token = "token";
    private const string Holder = "holder";
    private const string ExpiresAt = "expiresAt";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Change = Builders<BsonDocument>.Update;
    private static readonly FilterDefinition<BsonDocument> TheIdentity = Where.Eq(Id, "identity");
    private static readonly FilterDefinition<BsonDocument> TheLease = Where.Eq(Id, "lease");

    public async Task<LogIdentity> ClaimAsync(LogIdentity identity, CancellationToken cancellation)
    {
        var document = new BsonDocument { [Id] = "identity", [Origin] = identity.Origin, [VerifierKey] = identity.VerifierKey };
        try
        {
            await ledger.InsertOneAsync(document, cancellationToken: cancellation);
            return identity;
        }
        catch (MongoWriteException problem) when (problem.IsDuplicate())
        {
            BsonDocument there = await MongoStore.WaitForAsync(ledger, TheIdentity, cancellation);
            return new LogIdentity(there[Origin].AsString, there[VerifierKey].AsString);
        }
    }

    /// <summary>Null while another has it.</summary>
    public async Task<SequencerLease?> TakeAsync(string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation)
    {
        UpdateDefinition<BsonDocument> longer = Change.Set(ExpiresAt, (now + duration).ToBson());
        var changed = new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After };
        BsonDocument? mine = await ledger.FindOneAndUpdateAsync(
            TheLease & Where.Eq(Holder, holder) & Where.Gt(ExpiresAt, now.ToBson()), longer, changed, cancellation);
        try
        {
            mine ??= await ledger.FindOneAndUpdateAsync(
                TheLease & (Where.Lte(ExpiresAt, now.ToBson()) | Where.Gt(ExpiresAt, (now + LeaseTime.LongestCredible).ToBson())),
                longer.Set(Holder, holder).Inc(Token, 1L),
                new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After, IsUpsert = true },
                cancellation);
        }
        catch (MongoCommandException problem) when (problem.IsDuplicate())
        {
            // There is one, and it has not run out.
            return null;
        }

        return new SequencerLease(mine[Token].ToInt64(), mine[Holder].AsString, mine[ExpiresAt].ToTime());
    }

    public Task ReleaseAsync(SequencerLease lease, CancellationToken cancellation) =>
        ledger.UpdateOneAsync(
            TheLease & Where.Eq(Token, lease.Token) & Where.Eq(Holder, lease.Holder),
            Change.Set(ExpiresAt, DateTimeOffset.MinValue.ToBson()),
            cancellationToken: cancellation);

    /// <exception cref="LeaseLostException">Another has the lease.</exception>
    public async Task RequireAsync(SequencerLease lease, CancellationToken cancellation)
    {
        BsonDocument? there = await ledger.Find(TheLease).FirstOrDefaultAsync(cancellation);
        if (there?[Token].ToInt64() != lease.Token)
        {
            throw new LeaseLostException($"The lease {lease.Token} has been taken over.");
        }
    }
}
