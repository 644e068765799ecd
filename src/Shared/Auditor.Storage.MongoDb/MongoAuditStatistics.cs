using Auditor.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Auditor.Storage.MongoDb;

/// <summary>Counts over a MongoDB log, by aggregations that the server runs.</summary>
public sealed class MongoAuditStatistics : IAuditStatistics, IAsyncDisposable
{
    private const string N = "n";

    private static readonly AggregateOptions OnDiskIfNeeded = new() { AllowDiskUse = true };
    private static readonly string Person = $"${MongoEntryDocument.Actor}.{MongoEntryDocument.Key}";
    private static readonly string Camera = $"${MongoEntryDocument.Cameras}.{MongoEntryDocument.Key}";

    private readonly MongoStore _store;

    private MongoAuditStatistics(MongoStore store) => _store = store;

    /// <inheritdoc cref="MongoAuditLog.OpenAsync(string, CancellationToken)"/>
    public static async Task<MongoAuditStatistics> OpenAsync(string connection, CancellationToken cancellation) =>
        new(await MongoStore.OpenAsync(connection, MongoEntryDocument.Collection, MongoEntryDocument.Indexes, cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeriesCount>> CountOverTimeAsync(AuditFilter filter, LocalClock clock, SeriesUnit unit, SeriesSplit? by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        bool daily = unit == SeriesUnit.Day;
        BsonValue offset = MongoLocalTime.Offset(clock);
        var id = new BsonDocument
        {
            ["step"] = MongoLocalTime.Step(clock, daily ? TimeSpan.TicksPerDay : unit == SeriesUnit.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute),
            ["which"] = by is null ? new BsonInt32(-1) : Which(by),
        };
        if (!daily)
        {
            // It makes two hours of the one that a clock change repeats.
            id["offset"] = offset;
        }

        List<BsonDocument> groups = await RunAsync(
            MongoEntryFilter.Pipeline(filter).Group<BsonDocument, BsonDocument, BsonDocument>(
                new BsonDocument { ["_id"] = id, ["offset"] = new BsonDocument("$min", offset), [N] = new BsonDocument("$sum", 1) }),
            cancellation);
        return
        [
            .. groups
                .Select(group => (Id: group["_id"].AsBsonDocument, Offset: group["offset"].ToInt64(), Count: group[N].ToInt64()))
                .OrderBy(group => group.Id["step"].ToInt64()).ThenByDescending(group => group.Offset).ThenBy(group => group.Id["which"].ToInt32())
                .Select(group => new SeriesCount(
                    new DateTime(group.Id["step"].ToInt64()), new TimeSpan(group.Offset), group.Id["which"].ToInt32() is >= 0 and var i ? by!.Values[i] : null, group.Count)),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> CountByHourOfWeekAsync(AuditFilter filter, LocalClock clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        long[] hours = new long[WeekHours.Count];
        foreach (BsonDocument group in await RunAsync(
            MongoEntryFilter.Pipeline(filter).Group<BsonDocument, BsonDocument, BsonDocument>(
                new BsonDocument { ["_id"] = MongoLocalTime.StartOfHourOfWeek(clock), [N] = new BsonDocument("$sum", 1) }),
            cancellation))
        {
            hours[group["_id"].ToInt64() / TimeSpan.TicksPerHour] = group[N].ToInt64();
        }

        return hours;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RepeatCount>> CountRepeatsAsync(AuditFilter filter, LocalClock clock, int maximum, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        string time = "$" + MongoEntryDocument.OccurredAt;
        PipelineDefinition<BsonDocument, BsonDocument> pipeline = MongoEntryFilter.Pipeline(filter)
            .Project<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument { [MongoEntryDocument.OccurredAt] = 1, [MongoEntryDocument.Actor] = 1, [MongoEntryDocument.Cameras] = 1 })
            // In the order of time, so that the last of each is its latest spelling and name. An entry has each camera only once.
            .Sort(new BsonDocument(MongoEntryDocument.OccurredAt, 1))
            .Unwind<BsonDocument, BsonDocument, BsonDocument>(MongoEntryDocument.Actor)
            .Unwind<BsonDocument, BsonDocument, BsonDocument>(MongoEntryDocument.Cameras)
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument
            {
                ["_id"] = new BsonDocument { ["person"] = Person, ["camera"] = Camera },
                ["person"] = new BsonDocument("$last", $"${MongoEntryDocument.Actor}.{MongoEntryDocument.Value}"),
                ["camera"] = new BsonDocument("$last", $"${MongoEntryDocument.Cameras}.{MongoEntryDocument.Value}"),
                ["name"] = new BsonDocument("$last", $"${MongoEntryDocument.Cameras}.{MongoEntryDocument.Name}"),
                [N] = new BsonDocument("$sum", 1),
                ["days"] = new BsonDocument("$addToSet", MongoLocalTime.Step(clock, TimeSpan.TicksPerDay)),
                ["first"] = new BsonDocument("$min", time),
                ["last"] = new BsonDocument("$max", time),
            })
            .Match(Builders<BsonDocument>.Filter.Gt(N, 1))
            .Sort(new BsonDocument { [N] = -1, ["person"] = 1, ["camera"] = 1 })
            .Limit(maximum);
        return
        [
            .. (await RunAsync(pipeline, cancellation)).Select(pair => new RepeatCount(
                pair["person"].AsString,
                pair["camera"].AsString,
                pair["name"].ToText() is { Length: > 0 } name ? name : pair["camera"].AsString,
                pair[N].ToInt64(),
                pair["days"].AsBsonArray.Count,
                pair["first"].ToTime(),
                pair["last"].ToTime())),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReasonCount>> CountReasonsAsync(AuditFilter filter, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        PipelineDefinition<BsonDocument, BsonDocument> pipeline = MongoEntryFilter.Pipeline(filter)
            .Match(Builders<BsonDocument>.Filter.Nin(MongoEntryDocument.ReasonKey, new BsonValue[] { BsonNull.Value, "" }))
            .Unwind<BsonDocument, BsonDocument, BsonDocument>(MongoEntryDocument.Actor)
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument
            {
                ["_id"] = new BsonDocument { ["person"] = Person, ["words"] = "$" + MongoEntryDocument.ReasonKey },
                ["person"] = new BsonDocument("$last", $"${MongoEntryDocument.Actor}.{MongoEntryDocument.Value}"),
                [N] = new BsonDocument("$sum", 1),
            })
            .Sort(new BsonDocument { [N] = -1, ["_id.words"] = 1 })
            .Group<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument
            {
                ["_id"] = "$_id.person",
                ["person"] = new BsonDocument("$first", "$person"),
                ["words"] = new BsonDocument("$first", "$_id.words"),
                [N] = new BsonDocument("$sum", "$" + N),
                ["different"] = new BsonDocument("$sum", 1),
            })
            .AppendStage<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument("$addFields", new BsonDocument(
                "repeated", new BsonDocument("$subtract", new BsonArray { "$" + N, "$different" }))))
            .Sort(new BsonDocument { ["repeated"] = -1, [N] = -1, ["person"] = 1 })
            .Limit(maximum);
        return
        [
            .. (await RunAsync(pipeline, cancellation)).Select(person => new ReasonCount(
                person["person"].AsString, person[N].ToInt64(), person["repeated"].ToInt64(), person["words"].AsString)),
        ];
    }

    /// <inheritdoc/>
    public async Task<(DateTimeOffset First, DateTimeOffset Last)?> SpanAsync(AuditFilter filter, CancellationToken cancellation) =>
        await EndAsync(filter, 1, cancellation) is { } first && await EndAsync(filter, -1, cancellation) is { } last ? (first, last) : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindNamesAsync(Facet field, string part, int maximum, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        string keys = field switch
        {
            Facet.Actor => MongoEntryDocument.ActorKeys,
            Facet.Camera => MongoEntryDocument.CameraKeys,
            _ => throw new ArgumentException("That field has no names.", nameof(field)),
        };
        string key = part.ToKey();
        return _store.RunAsync<IReadOnlyList<string>>(async () =>
        {
            // The server goes from key to key by the index. Keys are in capitals, and among them are ids: an entry of each says what is a name.
            using IAsyncCursor<string> all = await _store.Documents.DistinctAsync<string>(keys, FilterDefinition<BsonDocument>.Empty, cancellationToken: cancellation);
            List<string> candidates = [.. (await all.ToListAsync(cancellation)).Where(one => one.Contains(key, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
            var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (string candidate in candidates)
            {
                BsonDocument latest = await _store.Documents.Find(Builders<BsonDocument>.Filter.Eq(keys, candidate))
                    .Sort(new BsonDocument { [MongoEntryDocument.OccurredAt] = -1 }).Limit(1).FirstAsync(cancellation);
                AuditEntry entry = MongoEntryDocument.ToEntry(latest, position: null);
                IEnumerable<string> named = field == Facet.Actor ? [entry.Actor.Name, entry.Actor.DisplayName ?? ""] : entry.Cameras.Select(camera => camera.Name);
                if (named.FirstOrDefault(name => name.Length > 0 && name.ToKey() == candidate) is { } name && names.Add(name) && names.Count == maximum)
                {
                    break;
                }
            }

            return [.. names];
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<DateTimeOffset?> EndAsync(AuditFilter filter, int direction, CancellationToken cancellation)
    {
        PipelineDefinition<BsonDocument, BsonDocument> pipeline = MongoEntryFilter.Pipeline(filter)
            .Sort(new BsonDocument { [MongoEntryDocument.OccurredAt] = direction, [MongoEntryDocument.Id] = direction })
            .Limit(1)
            .Project<BsonDocument, BsonDocument, BsonDocument>(new BsonDocument(MongoEntryDocument.OccurredAt, 1));
        return await RunAsync(pipeline, cancellation) is [{ } end] ? end[MongoEntryDocument.OccurredAt].ToTime() : null;
    }

    /// <summary>Places among what is counted by itself; -1 for all others.</summary>
    private static BsonDocument Which(SeriesSplit by)
    {
        BsonValue field = by.Field switch
        {
            Facet.Resource => "$" + MongoEntryDocument.Resource,
            Facet.Action => "$" + MongoEntryDocument.Action,
            Facet.Result => "$" + MongoEntryDocument.Result,
            Facet.Tenant => "$" + MongoEntryDocument.Tenant,
            Facet.TargetLevel => "$" + MongoEntryDocument.TargetLevel,
            Facet.Actor => new BsonDocument("$arrayElemAt", new BsonArray { Person, 0 }),
            _ => throw new ArgumentException("An entry can have several values of this field.", nameof(by)),
        };
        IEnumerable<string> values = by.Field == Facet.Actor ? by.Values.Select(value => value.ToKey()) : by.Values;
        return new BsonDocument("$indexOfArray", new BsonArray { new BsonArray(values), field });
    }

    private Task<List<BsonDocument>> RunAsync(PipelineDefinition<BsonDocument, BsonDocument> pipeline, CancellationToken cancellation) => _store.RunAsync(async () =>
    {
        using IAsyncCursor<BsonDocument> found = await _store.Documents.AggregateAsync(pipeline, OnDiskIfNeeded, cancellation);
        return await found.ToListAsync(cancellation);
    });
}
