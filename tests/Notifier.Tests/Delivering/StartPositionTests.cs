using Auditor.Contracts;
using Auditor.Notifier.Delivering;
using Auditor.Notifier.Following;
using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

public sealed class StartPositionTests
{
    [Theory]
    [InlineData(SubscriptionStarts.Beginning, 10, 0)]
    // Entry n is appended n seconds after noon, at position n - 1.
    [InlineData(SubscriptionStarts.Now, 2000, 1000)]
    [InlineData(SubscriptionStarts.Now, 1000, 999)]
    [InlineData(SubscriptionStarts.Now, 991, 990)]
    [InlineData(SubscriptionStarts.Now, 700, 699)]
    [InlineData(SubscriptionStarts.Now, 744, 743)]
    [InlineData(SubscriptionStarts.Now, 745, 744)]
    [InlineData(SubscriptionStarts.Now, 746, 745)]
    [InlineData(SubscriptionStarts.Now, 0, 0)]
    public async Task Now_is_when_the_subscription_was_made(string startAt, int madeAfterSeconds, long expected) =>
        Assert.Equal(expected, await StartPosition.FindAsync(new Log(1000), startAt, Given.Noon.AddSeconds(madeAfterSeconds), CancellationToken.None));

    [Fact]
    public async Task An_empty_log_begins_at_its_beginning() =>
        Assert.Equal(0, await StartPosition.FindAsync(new Log(0), SubscriptionStarts.Now, Given.Noon, CancellationToken.None));

    private sealed class Log(int end) : ILogReader
    {
        private const int PageSize = 100;

        public Task<LogPage> ReadAsync(long? from, CancellationToken cancellation) => Task.FromResult(new LogPage
        {
            End = end,
            Items = from is not { } first
                ? []
                : [.. Enumerable.Range((int)first, Math.Clamp(end - (int)first, 0, PageSize)).Select(position => Given.Item(position, Given.Entry(position + 1)))],
        });
    }
}
