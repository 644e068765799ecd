using Auditor.Contracts;

namespace Auditor.Storage.Tests;

/// <summary>What <see cref="IAuditStatistics"/> promises. Every store passes it.</summary>
public abstract class AuditStatisticsContract : StoreContract<IAuditLog>
{
    /// <summary>Berlin around the spring and the autumn of 2026.</summary>
    private static readonly LocalClock Berlin = new(
    [
        new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1)),
        new(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(2)),
        new(new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1)),
    ]);

    private static readonly AuditFilter Everything = new();

    /// <summary>The counts over what a log has.</summary>
    protected abstract Task<IAuditStatistics> OpenStatisticsAsync(IAuditLog log);

    [Fact]
    public async Task Hours_are_those_of_the_local_clocks_and_one_that_comes_twice_is_two()
    {
        IAuditStatistics statistics = await OfAsync(
            At("2026-10-24T23:59:59Z"), At("2026-10-25T00:00:00Z"), At("2026-10-25T00:30:00Z"), At("2026-10-25T01:30:00Z"), At("2026-10-25T02:00:00Z"));

        IReadOnlyList<SeriesCount> counts = await statistics.CountOverTimeAsync(Everything, Berlin, SeriesUnit.Hour, by: null, Cancellation);

        (DateTime One, TimeSpan Summer, TimeSpan Winter) = (new DateTime(2026, 10, 25, 1, 0, 0), TimeSpan.FromHours(2), TimeSpan.FromHours(1));
        Assert.Equal(
            [new(One, Summer, null, 1), new(One.AddHours(1), Summer, null, 2), new(One.AddHours(1), Winter, null, 1), new(One.AddHours(2), Winter, null, 1)],
            counts);
    }

    [Fact]
    public async Task Days_are_those_of_the_local_clocks_and_never_come_twice()
    {
        IAuditStatistics statistics = await OfAsync(At("2026-03-28T22:59:59Z"), At("2026-03-28T23:00:00Z"), At("2026-03-29T21:59:59Z"), At("2026-03-29T22:00:00Z"));

        IReadOnlyList<SeriesCount> counts = await statistics.CountOverTimeAsync(Everything, Berlin, SeriesUnit.Day, by: null, Cancellation);

        Assert.Equal([(28, 1L), (29, 2L), (30, 1L)], counts.Select(count => (count.Start.Day, count.Count)));
        Assert.All(counts, count => Assert.Equal(TimeSpan.Zero, count.Start.TimeOfDay));
    }

    [Fact]
    public async Task Minutes_are_counted_too()
    {
        IAuditStatistics statistics = await OfAsync(At("2026-03-20T12:00:59Z"), At("2026-03-20T12:01:00Z"), At("2026-03-20T12:01:59Z"));

        IReadOnlyList<SeriesCount> counts = await statistics.CountOverTimeAsync(Everything, Berlin, SeriesUnit.Minute, by: null, Cancellation);

        Assert.Equal([(new DateTime(2026, 3, 20, 13, 0, 0), 1L), (new DateTime(2026, 3, 20, 13, 1, 0), 2L)], counts.Select(count => (count.Start, count.Count)));
    }

    [Fact]
    public async Task Values_are_counted_by_themselves_and_all_others_as_one()
    {
        IAuditStatistics statistics = await OfAsync(
            Entries.At(0), Entries.At(1) with { AuditableResource = AuditableResources.Export }, Entries.At(2) with { AuditableResource = AuditableResources.Client },
            Entries.At(3) with { AuditableResource = AuditableResources.Reason }, Entries.At(4));

        IReadOnlyList<SeriesCount> byResource = await statistics.CountOverTimeAsync(
            Everything, LocalClock.Utc, SeriesUnit.Day, new SeriesSplit(Facet.Resource, [AuditableResources.Playback, AuditableResources.Export]), Cancellation);
        IReadOnlyList<SeriesCount> byActor = await statistics.CountOverTimeAsync(Everything, LocalClock.Utc, SeriesUnit.Day, new SeriesSplit(Facet.Actor, [@"corp\ANNA"]), Cancellation);

        Assert.Equal([(null, 2L), ("EXPORT", 1L), ("PLAYBACK", 2L)], byResource.Select(count => (count.Value, count.Count)).Order());
        Assert.Equal([(@"corp\ANNA", 5L)], byActor.Select(count => (count.Value, count.Count)));
        await Assert.ThrowsAsync<ArgumentException>(() => statistics.CountOverTimeAsync(Everything, LocalClock.Utc, SeriesUnit.Day, new SeriesSplit(Facet.Camera, ["x"]), Cancellation));
    }

    [Fact]
    public async Task Hours_of_the_week_begin_on_monday()
    {
        // Monday 2026-03-23 00:00 in Berlin, a Sunday in UTC; and Sunday 23:59, a week and a day on, when the clocks have changed.
        IAuditStatistics statistics = await OfAsync(At("2026-03-22T23:00:00Z"), At("2026-03-22T23:59:59Z"), At("2026-03-29T21:59:59Z"));

        IReadOnlyList<long> hours = await statistics.CountByHourOfWeekAsync(Everything, Berlin, Cancellation);

        Assert.Equal(WeekHours.Count, hours.Count);
        Assert.Equal((2, 1, 3), (hours[0], hours[^1], hours.Sum()));
        Assert.Equal(2, await CountAsync(new AuditFilter { Hours = new WeekHours(Berlin, new HashSet<int> { 0 }) }));
    }

    [Fact]
    public async Task Repeats_are_pairs_of_a_person_and_a_camera()
    {
        AuditEntry bob = Entries.At(0) with { Actor = new Actor { Name = "bob" } };
        IAuditStatistics statistics = await OfAsync(
            Entries.At(0), Entries.At(1) with { Actor = new Actor { Name = @"corp\ANNA" }, Cameras = [Entries.Entrance with { Name = "Front door" }, Entries.Vault] },
            Entries.At(24 * 60), bob, bob with { EntryId = Guid.CreateVersion7(), Cameras = [Entries.Vault] });

        IReadOnlyList<RepeatCount> repeats = await statistics.CountRepeatsAsync(Everything, LocalClock.Utc, 10, Cancellation);

        RepeatCount only = Assert.Single(repeats);
        Assert.Equal(@"CORP\anna", only.Actor, ignoreCase: true);
        Assert.Equal((Entries.Entrance.Id, "Entrance", 3L, 2L), (only.Camera, only.CameraName, only.Count, only.Days));
        Assert.Equal((Entries.Noon, Entries.Noon.AddDays(1)), (only.First, only.Last));
    }

    [Fact]
    public async Task Reasons_repeat_when_the_same_person_gives_the_same_words_again()
    {
        AuditEntry[] anna = [.. new[] { "Check", "check", "CHECK", "Theft in hall 3", null, "" }.Select((reason, i) => Entries.At(i) with { Reason = reason })];
        AuditEntry[] bob = [.. new[] { "Check", "Rounds" }.Select((reason, i) => Entries.At(i) with { Reason = reason, Actor = new Actor { Name = "bob" } })];
        IAuditStatistics statistics = await OfAsync([.. anna, .. bob]);

        IReadOnlyList<ReasonCount> reasons = await statistics.CountReasonsAsync(Everything, 10, Cancellation);

        Assert.Equal([(@"CORP\anna", 4L, 2L), ("bob", 2L, 0L)], reasons.Select(one => (one.Actor, one.Count, one.Repeated)));
        Assert.Equal("check", reasons[0].Most, ignoreCase: true);
        Assert.Single(await statistics.CountReasonsAsync(Everything, 1, Cancellation));
    }

    [Fact]
    public async Task The_span_is_from_the_first_to_the_last_that_match()
    {
        IAuditStatistics statistics = await OfAsync(Entries.EachMinute(10));

        Assert.Equal((Entries.Noon.AddMinutes(3), Entries.Noon.AddMinutes(9)), await statistics.SpanAsync(new AuditFilter { From = Entries.Noon.AddMinutes(3) }, Cancellation));
        Assert.Null(await statistics.SpanAsync(new AuditFilter { Actor = "nobody" }, Cancellation));
    }

    [Fact]
    public async Task Names_are_found_by_a_part_in_any_case()
    {
        IAuditStatistics statistics = await OfAsync(
            Entries.At(0), Entries.At(1) with { Cameras = [Entries.Vault, new CameraRef { Id = "x1", Name = "Side entrance" }, new CameraRef { Id = "x2" }] }, Entries.At(2));

        Assert.Equal(["Entrance", "Side entrance"], await statistics.FindNamesAsync(Facet.Camera, "ENTR", 10, Cancellation));
        Assert.Equal(["Entrance"], await statistics.FindNamesAsync(Facet.Camera, "", 1, Cancellation));
        Assert.Equal(["Anna Kern", @"CORP\anna"], await statistics.FindNamesAsync(Facet.Actor, "anna", 10, Cancellation));
        Assert.Empty(await statistics.FindNamesAsync(Facet.Actor, "%", 10, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => statistics.FindNamesAsync(Facet.Rule, "a", 10, Cancellation));
    }

    [Fact]
    public async Task An_empty_log_has_nothing_to_count()
    {
        IAuditStatistics statistics = await OfAsync();

        Assert.Empty(await statistics.CountOverTimeAsync(Everything, Berlin, SeriesUnit.Day, by: null, Cancellation));
        Assert.Equal(0, (await statistics.CountByHourOfWeekAsync(Everything, Berlin, Cancellation)).Sum());
        Assert.Empty(await statistics.CountRepeatsAsync(Everything, Berlin, 1, Cancellation));
        Assert.Empty(await statistics.CountReasonsAsync(Everything, 1, Cancellation));
        Assert.Empty(await statistics.FindNamesAsync(Facet.Camera, "a", 1, Cancellation));
    }

    private static AuditEntry At(string time) => Entries.At(0) with { OccurredAt = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) };

    private async Task<IAuditStatistics> OfAsync(params AuditEntry[] entries)
    {
        IAuditLog log = await OpenAsync();
        await log.AppendAsync(entries, Cancellation);
        return await OpenStatisticsAsync(log);
    }

    private async Task<long> CountAsync(AuditFilter filter) => await (await OpenAsync()).CountAsync(filter, Cancellation);
}
