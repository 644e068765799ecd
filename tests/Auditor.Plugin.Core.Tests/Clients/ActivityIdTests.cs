using Auditor.Plugin.Core.Clients;

namespace Auditor.Plugin.Core.Tests.Clients;

public sealed class ActivityIdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_id_is_a_UUIDv7_of_its_moment()
    {
        Guid id = ActivityIds.New(Noon);

        Assert.Equal(7, id.Version);
        Assert.Equal(8, id.Variant & 0xC);
        Assert.Equal(Guid.CreateVersion7(Noon).ToString()[..13], id.ToString()[..13]);
    }

    [Fact]
    public void Ids_sort_by_their_moment()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(i => ActivityIds.New(Noon.AddTicks(i * 10)).ToString())];

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Ids_of_the_same_moment_differ() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => ActivityIds.New(Noon)).Distinct().Count());

    [Fact]
    public void A_clock_before_1970_still_makes_an_id() => Assert.Equal(7, ActivityIds.New(DateTimeOffset.MinValue).Version);
}
