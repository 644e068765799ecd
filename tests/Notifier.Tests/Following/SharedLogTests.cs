using Auditor.Contracts;
using Auditor.Notifier.Following;

namespace Auditor.Notifier.Tests.Following;

public sealed class SharedLogTests
{
    private readonly CountingLog _log = new();

    [Fact]
    public async Task A_page_is_read_once_for_all_who_stand_in_it()
    {
        var shared = new SharedLog(_log, TimeProvider.System);
        _log.End = 100;

        FollowedPage[] pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shared.ReadAsync(10, CancellationToken.None)));
        FollowedPage later = await shared.ReadAsync(15, CancellationToken.None);

        Assert.Equal(1, _log.Reads);
        Assert.All(pages, page => Assert.Equal(10, page.Entries[0].Position));
        Assert.Equal(15, later.Entries[0].Position);
    }

    [Fact]
    public async Task What_comes_after_an_empty_page_is_seen()
    {
        var shared = new SharedLog(_log, TimeProvider.System);
        Assert.Empty((await shared.ReadAsync(0, CancellationToken.None)).Entries);

        _log.End = 1;
        FollowedPage page;
        do
        {
            page = await shared.ReadAsync(0, CancellationToken.None);
            await Task.Delay(20);
        }
        while (page.Entries.Count == 0);

        Assert.Equal(0, Assert.Single(page.Entries).Position);
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_remembered()
    {
        var shared = new SharedLog(_log, TimeProvider.System);
        _log.End = 1;
        _log.Away = true;
        await Assert.ThrowsAsync<LogUnavailableException>(() => shared.ReadAsync(0, CancellationToken.None));

        _log.Away = false;
        Assert.Single((await shared.ReadAsync(0, CancellationToken.None)).Entries);
    }

    [Fact]
    public async Task Nobody_goes_on_behind_a_hole()
    {
        var shared = new SharedLog(_log, TimeProvider.System);
        (_log.End, _log.Hole) = (10, 4);

        Assert.Equal(5, (await shared.ReadAsync(5, CancellationToken.None)).Entries[0].Position);
        await Assert.ThrowsAsync<InvalidDataException>(() => shared.ReadAsync(2, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidDataException>(() => shared.ReadAsync(4, CancellationToken.None));
    }

    private sealed class CountingLog : ILogReader
    {
        private int _reads;

        public long End { get; set; }

        public bool Away { get; set; }

        /// <summary>A position that the answer lacks.</summary>
        public int Hole { get; set; } = -1;

        public int Reads => _reads;

        public async Task<LogPage> ReadAsync(long? from, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _reads);
            await Task.Yield();
            return Away
                ? throw new LogUnavailableException("away", new TimeoutException())
                : new LogPage { End = End, Items = [.. Enumerable.Range((int)from!.Value, (int)Math.Max(0, End - from.Value)).Where(position => position != Hole).Select(position => new LogItem { Position = position })] };
        }
    }
}
