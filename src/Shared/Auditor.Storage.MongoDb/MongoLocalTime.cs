using MongoDB.Bson;

namespace Auditor.Storage.MongoDb;

/// <summary>Local time in aggregations. Remainders of whole numbers are exact; quotients of numbers as large as ticks are not.</summary>
internal static class MongoLocalTime
{
    /// <summary>How far the clocks are from UTC when an entry occurred, in ticks.</summary>
    public static BsonValue Offset(LocalClock clock)
    {
        BsonInt64 first = new(clock.Periods[0].Offset.Ticks);
        return clock.Periods.Count == 1 ? first : new BsonDocument("$switch", new BsonDocument
        {
            ["branches"] = new BsonArray(clock.Periods.Skip(1).Reverse().Select(period => new BsonDocument
            {
                ["case"] = new BsonDocument("$gte", new BsonArray { "$" + MongoEntryDocument.OccurredAt, period.From.ToBson() }),
                ["then"] = new BsonInt64(period.Offset.Ticks),
            })),
            ["default"] = first,
        });
    }

    /// <summary>What local clocks showed when an entry occurred, in ticks.</summary>
    public static BsonDocument Ticks(LocalClock clock) => new("$add", new BsonArray { "$" + MongoEntryDocument.OccurredAt, Offset(clock) });

    /// <summary>The start of the step that it occurred in, in local ticks.</summary>
    public static BsonDocument Step(LocalClock clock, long ticks)
    {
        BsonDocument local = Ticks(clock);
        return new BsonDocument("$subtract", new BsonArray { local, Mod(local, ticks) });
    }

    /// <summary>How many ticks the week had when the hour of the week began: as many hours as the number that <see cref="WeekHours"/> gives it.</summary>
    public static BsonDocument StartOfHourOfWeek(LocalClock clock)
    {
        BsonDocument local = Ticks(clock);
        var start = new BsonDocument("$subtract", new BsonArray { Mod(local, WeekHours.Count * TimeSpan.TicksPerHour), Mod(local, TimeSpan.TicksPerHour) });
        // A whole number on servers too whose remainders are not.
        return new BsonDocument("$toLong", start);
    }

    private static BsonDocument Mod(BsonDocument value, long divisor) => new("$mod", new BsonArray { value, new BsonInt64(divisor) });
}
