using Auditor.AuditWriter.Appending;
using Auditor.Contracts;
using Auditor.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Auditor.AuditWriter.Tests;

public sealed class GroupCommitTests : IDisposable
{
    private readonly HostileAuditLog _log = new();
    private readonly AppendSignal _appended = new();

    public void Dispose() => _appended.Dispose();

    [Fact]
    public async Task Entries_that_arrive_together_share_a_write()
    {
        _log.Slowness = TimeSpan.FromMilliseconds(50);
        using GroupCommit commits = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => commits.AppendAsync(Entry(), CancellationToken.None)));

        Assert.Equal(100, _log.Count);
        Assert.InRange(_log.Batches.Count, 1, 10);
    }

    [Fact]
    public async Task One_bad_entry_fails_alone()
    {
        _log.Slowness = TimeSpan.FromMilliseconds(50);
        using GroupCommit commits = await StartAsync();
        AuditEntry bad = Entry();
        _log.Poison = bad.EntryId;

        Task<AppendResult>[] good = [.. Enumerable.Range(0, 20).Select(_ => commits.AppendAsync(Entry(), CancellationToken.None))];
        Task<AppendResult> failing = commits.AppendAsync(bad, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Task.WhenAll(good);
        Assert.Equal(20, _log.Count);
    }

    [Fact]
    public async Task A_store_that_is_away_is_waited_for_and_said_to_be_away()
    {
        _log.Away = true;
        using GroupCommit commits = await StartAsync();
        Task<AppendResult> waiting = commits.AppendAsync(Entry(), CancellationToken.None);
        while (commits.StoreProblem is null)
        {
            await Task.Delay(5);
        }

        Assert.False(waiting.IsCompleted);
        _log.Away = false;
        await waiting;

        Assert.Null(commits.StoreProblem);
        Assert.Equal(1, _log.Count);
    }

    [Fact]
    public async Task A_stop_lets_go_of_what_could_not_be_written()
    {
        _log.Away = true;
        using GroupCommit commits = await StartAsync();
        Task<AppendResult> waiting = commits.AppendAsync(Entry(), CancellationToken.None);
        while (commits.StoreProblem is null)
        {
            await Task.Delay(5);
        }

        await commits.StopAsync(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static AuditEntry Entry() => new() { EntryId = Guid.CreateVersion7() };

    private async Task<GroupCommit> StartAsync()
    {
        var commits = new GroupCommit(_log, _appended, Options.Create(new AppendOptions()), TimeProvider.System, NullLogger<GroupCommit>.Instance);
        await commits.StartAsync(CancellationToken.None);
        return commits;
    }
}
