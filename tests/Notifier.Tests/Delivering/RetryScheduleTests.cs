using Auditor.Notifier.Delivering;

namespace Auditor.Notifier.Tests.Delivering;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [Fact]
    public void Pauses_grow_from_a_second_to_the_longest()
    {
        double[] seconds = [.. Enumerable.Range(1, 10).Select(failures => RetrySchedule.Pause(failures, Longest, null, chance: 0).TotalSeconds)];
        Assert.Equal([1, 2.5, 6.25, 15.625, 39.0625, 97.65625, 244.140625, 600, 600, 600], seconds);
    }

    [Fact]
    public void Chance_adds_up_to_a_fifth() => Assert.Equal(600 * 1.15, RetrySchedule.Pause(100, Longest, null, chance: 0.75).TotalSeconds, 3);

    [Fact]
    public void Endless_failures_do_not_overflow() => Assert.Equal(Longest, RetrySchedule.Pause(int.MaxValue, Longest, null, chance: 0));

    [Fact]
    public void A_receiver_may_ask_for_more_but_not_for_less_nor_for_ever()
    {
        Assert.Equal(TimeSpan.FromMinutes(30), RetrySchedule.Pause(1, Longest, TimeSpan.FromMinutes(30), chance: 0));
        // As is promised to receivers (docs/subscribe.md): up to a day.
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.Pause(1, Longest, TimeSpan.FromHours(24), chance: 0));
        Assert.Equal(Longest, RetrySchedule.Pause(20, Longest, TimeSpan.FromSeconds(1), chance: 0));
        Assert.Equal(TimeSpan.FromSeconds(1), RetrySchedule.Pause(1, Longest, TimeSpan.FromSeconds(-5), chance: 0));
        Assert.Equal(RetrySchedule.LongestAsked, RetrySchedule.Pause(1, Longest, TimeSpan.FromDays(9999), chance: 0));
    }
}
