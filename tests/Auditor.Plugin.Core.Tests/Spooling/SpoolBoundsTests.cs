using Auditor.Contracts;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tests.Spooling;

public sealed class SpoolBoundsTests : IDisposable
{
    private readonly SpoolRig _rig = new();

    [Fact]
    public async Task Nothing_is_given_up_within_the_bounds_but_half_of_them_is_loud()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1, MaximumActivities = 10 };
        ActivitySpool spool = _rig.Open();
        await AppendAsync(spool, 4);
        Assert.Empty(_rig.Log.Errors);
        await AppendAsync(spool, 6);
        await Eventually.TrueAsync(() => spool.Status.Waiting == 10, "ten wait");

        Assert.Contains("10 of at most 10", spool.Status.Problem, StringComparison.Ordinal);
        Assert.Contains("5 of at most 10 activities wait", _rig.Log.Errors.First(), StringComparison.Ordinal);
        Assert.Equal(10, SpoolRig.ReadAll(spool.Current).Count);
    }

    [Fact]
    public async Task Beyond_the_bound_the_oldest_are_given_up_and_their_numbers_stay_a_hole()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1, MaximumActivities = 10 };
        ActivitySpool spool = _rig.Open();
        await AppendAsync(spool, 13);
        await Eventually.TrueAsync(() => spool.Status.Problem?.StartsWith("3 activities could not be sent in time", StringComparison.Ordinal) == true, "three are given up");
        Assert.Equal(10, spool.Status.Waiting);

        Assert.Equal(Enumerable.Range(4, 10).Select(number => (long)number), SpoolRig.ReadAll(spool.Current).Select(each => each.SequenceNumber));
        Assert.Contains(_rig.Log.Errors, line => line.Contains("Given up: activities 3 to 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_older_than_a_week_is_given_up_but_never_a_sessions_last_segment()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1 };
        ActivitySpool spool = _rig.Open();
        await AppendAsync(spool, 2);
        _rig.Clock.Move(TimeSpan.FromDays(3.6));
        await AppendAsync(spool, 1);
        await Eventually.TrueAsync(() => spool.Status.Problem is not null, "half of the week is said");
        Assert.Contains("2026-05-04 09:00 UTC", spool.Status.Problem, StringComparison.Ordinal);

        _rig.Clock.Move(TimeSpan.FromDays(3.5));
        await AppendAsync(spool, 1);
        await Eventually.TrueAsync(() => spool.Status.Waiting == 2, "two are given up");
        Assert.Equal([3L, 4], SpoolRig.ReadAll(spool.Current).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task What_waited_through_a_holiday_gets_its_chance_to_be_sent_at_the_next_login()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1 };
        ActivitySpool friday = _rig.Open();
        await AppendAsync(friday, 6);
        friday.Dispose();
        _rig.Clock.Move(TimeSpan.FromDays(16));
        ActivitySpool monday = _rig.Open();
        monday.Earlier.Find();
        await AppendAsync(monday, 2);

        Assert.Equal([1L, 2, 3, 4, 5, 6], SpoolRig.ReadAll(monday.Earlier.Open[0]).Select(each => each.SequenceNumber));

        monday.Earlier.Open[0].Rewind();
        _rig.Clock.Move(TimeSpan.FromHours(2));
        await AppendAsync(monday, 2);
        await Eventually.TrueAsync(() => _rig.Log.Errors.Any(line => line.Contains("Given up: activities 5 to 5", StringComparison.Ordinal)), "the bound holds after all");
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_makes_nothing_old()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1 };
        ActivitySpool spool = _rig.Open();
        await AppendAsync(spool, 3);
        _rig.Clock.Move(TimeSpan.FromHours(3));
        _rig.Clock.Set(TimeSpan.FromDays(30));
        await AppendAsync(spool, 3);

        Assert.Equal([1L, 2, 3, 4, 5, 6], SpoolRig.ReadAll(spool.Current).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task The_bounds_hold_over_all_sessions_and_the_oldest_session_gives_first()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1, MaximumActivities = 8 };
        ActivitySpool earlier = _rig.Open();
        await AppendAsync(earlier, 6);
        earlier.Dispose();
        _rig.Clock.Move(TimeSpan.FromMinutes(1));
        ActivitySpool spool = _rig.Open();
        spool.Earlier.Find();
        await AppendAsync(spool, 4);
        await Eventually.TrueAsync(() => spool.Status.Waiting == 8, "eight wait");

        Assert.Equal([3L, 4, 5, 6], SpoolRig.ReadAll(spool.Earlier.Open[0]).Select(each => each.SequenceNumber));
        Assert.Equal([1L, 2, 3, 4], SpoolRig.ReadAll(spool.Current).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task Memory_is_bounded_while_the_disk_fails()
    {
        _rig.Options = _rig.Options with { MaximumInMemory = 5 };
        _rig.DiskFails = true;
        ActivitySpool spool = _rig.Open();
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 12).Select(_ => spool.Append(_rig.Activity()))];
        await Eventually.TrueAsync(() => spooled.All(each => each.OnDisk.IsFaulted), "all are told");
        await Eventually.TrueAsync(() => SpoolRig.ReadAll(spool.Current) is [{ SequenceNumber: 8 }, ..], "the oldest are given up");
        _rig.DiskFails = false;
    }

    [Fact]
    public async Task A_quiet_client_starts_a_new_segment_every_hour()
    {
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity()).OnDisk;
        _rig.Clock.Move(TimeSpan.FromHours(2));
        await spool.Append(_rig.Activity()).OnDisk;
        await spool.Append(_rig.Activity()).OnDisk;

        Assert.Equal(2, Directory.GetFiles(SpoolRig.SessionFolderOf(_rig.Folder, spool), "*.segment").Length);
    }

    public void Dispose() => _rig.Dispose();

    private async Task AppendAsync(ActivitySpool spool, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await spool.Append(_rig.Activity(ActivityKinds.ClientHeartbeat)).OnDisk;
        }
    }
}
