using Auditor.Wire;
using Microsoft.Data.Sqlite;

namespace Auditor.Storage;

/// <summary>The subscriptions, their history and their deliveries in a SQLite file.</summary>
public sealed class SqliteSubscriptionStore : ISubscriptionStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteHistory<SubscriptionChange> _history;

    private SqliteSubscriptionStore(SqliteDatabase database)
    {
        _database = database;
        _history = new SqliteHistory<SubscriptionChange>(database, "subscription_changes", "subscription_id");
    }

    /// <summary>Opens the file, and creates it where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or written.</exception>
    /// <exception cref="StoreVersionException">A later version of the product wrote it.</exception>
    public static async Task<SqliteSubscriptionStore> OpenAsync(string path, CancellationToken cancellation) =>
        new(await SqliteDatabase.OpenAsync(path, SubscriptionSchema.Current, cancellation));

    /// <inheritdoc/>
    public async Task<SubscriptionSet> LoadAsync(CancellationToken cancellation) =>
        SubscriptionHistory.ToSubscriptions(await _history.LatestOfEachAsync(cancellation));

    /// <inheritdoc/>
    public Task<long> RevisionAsync(CancellationToken cancellation) => _history.RevisionAsync(cancellation);

    /// <inheritdoc/>
    public Task<SubscriptionChangeResult> ChangeAsync(SubscriptionChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _database.WriteAsync(session => Change(session, change), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SubscriptionChange>> HistoryAsync(Guid subscriptionId, CancellationToken cancellation) =>
        await _history.OfAsync(subscriptionId, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SubscriptionChange>> UnannouncedAsync(int maximum, CancellationToken cancellation) =>
        _history.UnannouncedAsync(maximum, cancellation);

    /// <inheritdoc/>
    public Task MarkAnnouncedAsync(Guid changeId, CancellationToken cancellation) => _history.MarkAnnouncedAsync(changeId, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveryProgress>> ListProgressAsync(CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List(
                "SELECT progress FROM deliveries WHERE progress IS NOT NULL", row => WireFormat.Deserialize<DeliveryProgress>(row.GetBytes(0).AsSpan())),
            cancellation);

    /// <inheritdoc/>
    public Task SaveProgressAsync(DeliveryLease lease, DeliveryProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(progress);
        if (progress.SubscriptionId != lease.SubscriptionId)
        {
            throw new ArgumentException("It is the progress of another subscription.", nameof(progress));
        }

        return _database.WriteAsync(
            session => session.Execute(
                "UPDATE deliveries SET progress = $progress WHERE subscription_id = $id AND token = $token AND holder = $holder",
                ("$progress", WireFormat.Serialize(progress)),
                ("$id", lease.SubscriptionId.ToKey()),
                ("$token", lease.Token),
                ("$holder", lease.Holder)) == 1
                ? true
                : throw new LeaseLostException($"The lease {lease.Token} on the deliveries of {lease.SubscriptionId} was given up or taken over."),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveryLease>> TakeLeasesAsync(
        IReadOnlyCollection<Guid> subscriptions, string holder, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        return subscriptions.Count == 0
            ? []
            : await _database.WriteAsync<List<DeliveryLease>>(
                session => [.. subscriptions.Select(id => Take(session, id, holder, now, duration)).OfType<DeliveryLease>()], cancellation);
    }

    /// <inheritdoc/>
    public Task ReleaseLeasesAsync(IReadOnlyCollection<DeliveryLease> leases, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return _database.WriteAsync(
            session => leases.Sum(lease => session.Execute(
                "UPDATE deliveries SET holder = NULL WHERE subscription_id = $id AND token = $token AND holder = $holder",
                ("$id", lease.SubscriptionId.ToKey()),
                ("$token", lease.Token),
                ("$holder", lease.Holder))),
            cancellation);
    }

    /// <inheritdoc/>
    public Task RequestRetryAsync(Guid subscriptionId, CancellationToken cancellation) =>
        _database.WriteAsync(session => Request(session, subscriptionId, skipPosition: null), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveryRequest>> RequestsAsync(Guid subscriptionId, long after, CancellationToken cancellation) =>
        await _database.ReadAsync(
            session => session.List(
                "SELECT number, skip_position FROM delivery_requests WHERE subscription_id = $id AND number > $after ORDER BY number",
                row => new DeliveryRequest(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1)),
                ("$id", subscriptionId.ToKey()),
                ("$after", after)),
            cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private SubscriptionChangeResult Change(SqliteSession session, SubscriptionChange change)
    {
        if (_history.Find(session, change.ChangeId) is { } stored)
        {
            return new SubscriptionChangeResult(Stored: true, stored);
        }

        SubscriptionChange? latest = _history.Latest(session, change.SubscriptionId);
        if ((latest?.Version ?? 0) != change.Version - 1)
        {
            return new SubscriptionChangeResult(Stored: false, latest);
        }

        if (change.NameKey() is { } name && OwnerOf(session, name, change.SubscriptionId) is { } other)
        {
            return new SubscriptionChangeResult(Stored: false, latest, NameTakenBy: other);
        }

        SubscriptionChange added = _history.Add(session, change);
        session.Execute(
            "UPDATE subscription_changes SET name_key = $name_key WHERE revision = $revision", ("$name_key", added.NameKey()), ("$revision", added.Revision));
        if (added is { Kind: SubscriptionChangeKind.Skipped, Position: { } position })
        {
            Request(session, added.SubscriptionId, position);
        }

        return new SubscriptionChangeResult(Stored: true, added);
    }

    /// <summary>Whose latest version has the name, if another's has.</summary>
    private static Guid? OwnerOf(SqliteSession session, string name, Guid except) =>
        session.List(
            """
            SELECT c.subscription_id FROM subscription_changes AS c WHERE c.name_key = $name_key AND c.subscription_id <> $id
                AND c.version = (SELECT max(version) FROM subscription_changes WHERE subscription_id = c.subscription_id) LIMIT 1
            """,
            row => row.GetId(0),
            ("$name_key", name),
            ("$id", except.ToKey())) is [var owner, ..]
            ? owner
            : null;

    private static int Request(SqliteSession session, Guid subscriptionId, long? skipPosition) =>
        session.Execute(
            """
            INSERT INTO delivery_requests (subscription_id, number, skip_position)
            SELECT $id, coalesce(max(number), 0) + 1, $skip_position FROM delivery_requests WHERE subscription_id = $id
            """,
            ("$id", subscriptionId.ToKey()),
            ("$skip_position", skipPosition));

    /// <summary>Null while another has it. One that was given back changes hands, also when the same process takes it again.</summary>
    private static DeliveryLease? Take(SqliteSession session, Guid subscriptionId, string holder, DateTimeOffset now, TimeSpan duration) =>
        session.Execute(
            """
            INSERT INTO deliveries (subscription_id, token, holder, expires_at) VALUES ($id, 1, $holder, $expires_at)
            ON CONFLICT (subscription_id) DO UPDATE SET token = token + (holder IS NOT $holder), holder = $holder, expires_at = $expires_at
            WHERE holder IS NULL OR holder = $holder OR expires_at <= $now OR expires_at > $credible
            """,
            ("$id", subscriptionId.ToKey()),
            ("$holder", holder),
            ("$expires_at", (now + duration).UtcTicks),
            ("$now", now.UtcTicks),
            ("$credible", (now + LeaseTime.LongestCredible).UtcTicks)) == 1
            ? new DeliveryLease(
                subscriptionId, holder, session.Count("SELECT token FROM deliveries WHERE subscription_id = $id", ("$id", subscriptionId.ToKey())))
            : null;
}
