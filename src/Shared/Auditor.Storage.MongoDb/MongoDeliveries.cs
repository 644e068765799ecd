using Auditor.Wire;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>
/// Who delivers for a subscription, and how far it has come: one document, so that progress is written only where the lease still is the
/// writer's, in one conditional update.
/// </summary>
internal sealed class MongoDeliveries(IMongoCollection<BsonDocument> deliveries)
{
    public const string Collection = "deliveries";

    private const string Id = "_id";
    private const string Token = "token";
    private const string Holder = "holder";
    private const string ExpiresAt = "expiresAt";
    private const string Progress = "progress";

    private static readonly FilterDefinitionBuilder<BsonDocument> Where = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Change = Builders<BsonDocument>.Update;

    public async Task<IReadOnlyList<DeliveryProgress>> ListAsync(CancellationToken cancellation)
    {
        List<BsonDocument> documents = await deliveries.Find(Where.Exists(Progress)).ToListAsync(cancellation);
        return [.. documents.Select(document => WireFormat.Deserialize<DeliveryProgress>(document[Progress].AsString))];
    }

    /// <exception cref="LeaseLostException">Another holder has been here, or it was given back.</exception>
    public async Task SaveAsync(DeliveryLease lease, DeliveryProgress progress, CancellationToken cancellation)
    {
        UpdateResult result = await deliveries.UpdateOneAsync(
            Of(lease), Change.Set(Progress, WireFormat.SerializeToText(progress)), cancellationToken: cancellation);
        if (result.MatchedCount == 0)
        {
            throw new LeaseLostException($"The lease {lease.Token} on the deliveries of {lease.SubscriptionId} was given up or taken over.");
        }
    }

    public async Task<IReadOnlyList<DeliveryLease>> TakeAsync(
        IReadOnlyCollection<Guid> subscriptions, string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation)
    {
        FilterDefinition<BsonDocument> wanted = Where.In(Id, subscriptions.Select(id => id.ToBson()));
        FilterDefinition<BsonDocument> mine = wanted & Where.Eq(Holder, holder);
        UpdateDefinition<BsonDocument> longer = Change.Set(ExpiresAt, (now + duration).ToBson());
        await deliveries.UpdateManyAsync(mine, longer, cancellationToken: cancellation);

        // Only what looks free is tried one by one: most of the time that is nothing.
        List<BsonDocument> held = await deliveries.Find(wanted & Where.Gt(ExpiresAt, now.ToBson()) & Where.Lte(ExpiresAt, Credible(now))).Project(new BsonDocument(Id, 1)).ToListAsync(cancellation);
        foreach (Guid id in subscriptions.Except(held.Select(document => document[Id].ToId())))
        {
            await TryTakeAsync(id, now, longer.Set(Holder, holder).Inc(Token, 1L), cancellation);
        }

        List<BsonDocument> had = await deliveries.Find(mine).ToListAsync(cancellation);
        return [.. had.Select(document => new DeliveryLease(document[Id].ToId(), holder, document[Token].ToInt64()))];
    }

    public async Task ReleaseAsync(IReadOnlyCollection<DeliveryLease> leases, CancellationToken cancellation)
    {
        foreach (DeliveryLease lease in leases)
        {
            await deliveries.UpdateOneAsync(
                Of(lease), Change.Set(ExpiresAt, DateTimeOffset.MinValue.ToBson()).Unset(Holder), cancellationToken: cancellation);
        }
    }

    private static BsonInt64 Credible(DateTimeOffset now) => (now + LeaseTime.LongestCredible).ToBson();

    private static FilterDefinition<BsonDocument> Of(DeliveryLease lease) =>
        Where.Eq(Id, lease.SubscriptionId.ToBson()) & Where.Eq(Token, lease.Token) & Where.Eq(Holder, lease.Holder);

    private async Task TryTakeAsync(Guid id, DateTimeOffset now, UpdateDefinition<BsonDocument> taken, CancellationToken cancellation)
    {
        try
        {
            await deliveries.UpdateOneAsync(
                Where.Eq(Id, id.ToBson()) & (Where.Lte(ExpiresAt, now.ToBson()) | Where.Gt(ExpiresAt, Credible(now))), taken, new UpdateOptions { IsUpsert = true }, cancellation);
        }
        catch (MongoWriteException problem) when (problem.IsDuplicate())
        {
            // Somebody else was first.
        }
    }
}
