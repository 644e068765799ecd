using Auditor.Storage;

namespace Auditor.Notifier.Tests.Delivering;

/// <summary>The log is not the one it was: begun anew (docs/operate.md, "Backup and restore"), or an older backup of itself.</summary>
public sealed class LogReplacedTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task Of_a_log_that_was_begun_anew_everything_is_told(int entries)
    {
        string folder = Directory.CreateTempSubdirectory("auditor-notifier-").FullName;
        var receivers = new ScriptedKind();
        var former = new ScriptedLog();
        former.Append("1", "2", "3", "4", "5");
        Subscription subscription;
        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers, former))
        {
            subscription = await host.SubscribeAsync("a");
            await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: 5 });
        }

        var anew = new ScriptedLog();
        string[] names = [.. Enumerable.Range(1, entries).Select(number => $"new {number}")];
        anew.Append(names);
        await using (DeliveryHost host = await DeliveryHost.StartAsync(folder, receivers, anew))
        {
            await host.UntilGotAsync("a", 5 + entries);
        }

        Assert.Equal(["1", "2", "3", "4", "5", .. names], receivers["a"].Got.Select(one => one.Entry.ResourceName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_log_that_was_put_back_is_followed_from_its_end()
    {
        var log = new ScriptedLog();
        await using DeliveryHost host = await DeliveryHost.StartAsync(log: log, leaseSeconds: 300);
        log.Append("1", "2", "3", "4", "5");
        Subscription subscription = await host.SubscribeAsync("a");
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: 5 });

        log.PutBackTo(2);
        await DeliveryHost.UntilAsync(async () =>
        {
            host.Time.Later += TimeSpan.FromSeconds(1);
            return await host.ProgressAsync(subscription) is { Position: 2 };
        });
        log.Append("other 3");
        await host.UntilGotAsync("a", 6);

        Assert.Equal(["1", "2", "3", "4", "5", "other 3"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
    }

    [Fact]
    public async Task An_AuditWriter_that_is_behind_for_a_moment_changes_nothing()
    {
        var log = new ScriptedLog();
        var behind = new ScriptedLog();
        var reader = new TurnsLog(log);
        log.Append("1", "2", "3");
        await using DeliveryHost host = await DeliveryHost.StartAsync(log: reader, leaseSeconds: 300);
        Subscription subscription = await host.SubscribeAsync("a");
        await DeliveryHost.UntilAsync(async () => await host.ProgressAsync(subscription) is { Delivered: 3 });

        int before = reader.Reads;
        reader.Now = behind;
        await DeliveryHost.UntilAsync(() => Task.FromResult(reader.Reads > before + 3));
        reader.Now = log;
        log.Append("4");
        await host.UntilGotAsync("a", 4);

        Assert.Equal(["1", "2", "3", "4"], host.Receivers["a"].Got.Select(one => one.Entry.ResourceName));
    }

    private sealed class TurnsLog(ScriptedLog now) : Notifier.Following.ILogReader
    {
        private int _reads;

        public volatile ScriptedLog Now = now;

        public int Reads => Volatile.Read(ref _reads);

        public Task<Contracts.LogPage> ReadAsync(long? from, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _reads);
            return Now.ReadAsync(from, cancellation);
        }
    }
}
