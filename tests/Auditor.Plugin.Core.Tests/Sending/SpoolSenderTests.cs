using Auditor.Contracts;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;
using Auditor.Plugin.Core.Tests.Spooling;

namespace Auditor.Plugin.Core.Tests.Sending;

public sealed class SpoolSenderTests : IDisposable
{
    private readonly SpoolRig _rig = new();
    private readonly ScriptedLink _link = new();

    [Fact]
    public async Task Activities_go_out_in_order_with_their_key_and_id()
    {
        ActivitySpool spool = _rig.Open();
        using SpoolSender sender = Start(spool);
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 600).Select(_ => spool.Append(_rig.Activity(ActivityKinds.PlaybackEntered)))];

        await Eventually.TrueAsync(() => _link.Taken.Count == 600, "all are sent");

        Assert.Equal(spooled.Select(each => each.Activity.ActivityId), _link.Taken.Select(message => message.Id));
        Assert.All(_link.Taken, message => Assert.Equal((Exchanges.Activities, "PlaybackEntered.Harbour"), (message.Exchange, message.RoutingKey)));
        Assert.True(await sender.DrainAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task At_most_256_are_under_way_and_none_is_released_before_it_is_confirmed()
    {
        var confirm = new TaskCompletionSource();
        _link.Confirming = confirm.Task;
        ActivitySpool spool = _rig.Open();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => spool.Append(_rig.Activity()).OnDisk));
        using SpoolSender sender = Start(spool);

        await Eventually.TrueAsync(() => _link.UnderWay == 256, "the pipeline is full");
        Assert.Equal(400, spool.Status.Waiting);
        confirm.SetResult();
        await Eventually.TrueAsync(() => spool.Status.Waiting == 0, "all are released");

        Assert.Equal(256, _link.MostUnderWay);
    }

    [Fact]
    public async Task What_fails_is_sent_again_and_nothing_is_skipped()
    {
        var random = new Random(4711);
        _link.Take = _ => random.Next(40) switch
        {
            0 => (false, new BrokerLinkException("lost on the way")),
            // The broker has it, and its confirm is lost.
            1 => (true, new BrokerLinkException("lost on the way back")),
            _ => (true, null),
        };
        ActivitySpool spool = _rig.Open();
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 60).Select(_ => spool.Append(_rig.Activity()))];
        using SpoolSender sender = Start(spool);

        await Eventually.TrueAsync(() => spool.Status is { Waiting: 0 } && _link.Taken.Count > 0, "all are released");

        Assert.Equal(spooled.Select(each => each.Activity.ActivityId), _link.Taken.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task A_link_that_comes_up_while_the_pipeline_is_filled_gets_the_first_first()
    {
        int tries = 0;
        _link.Take = _ => ++tries <= 5 ? (false, new BrokerLinkException("away")) : (true, null);
        ActivitySpool spool = _rig.Open();
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 60).Select(_ => spool.Append(_rig.Activity()))];
        await Task.WhenAll(spooled.Select(each => each.OnDisk));
        using SpoolSender sender = Start(spool);

        await Eventually.TrueAsync(() => spool.Status is { Waiting: 0 } && _link.Taken.Count > 0, "all are released");

        Assert.Equal(spooled.Select(each => each.Activity.ActivityId), _link.Taken.Select(message => message.Id));
    }

    [Fact]
    public async Task A_link_that_comes_up_is_used_at_once()
    {
        _link.Turn(connected: false);
        _link.Take = _ => _link.Status.Connected ? (true, null) : (false, new BrokerLinkException("away"));
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity()).OnDisk;
        using SpoolSender sender = Start(spool);
        await Eventually.TrueAsync(() => !_rig.Log.Errors.IsEmpty, "it was tried");
        Assert.Empty(_link.Taken);

        _link.Turn(connected: true);

        await Eventually.TrueAsync(() => _link.Taken.Count == 1, "it is sent");
    }

    [Fact]
    public async Task A_killed_session_is_sent_before_the_one_that_runs_and_its_folder_goes()
    {
        using var killed = new SpoolRig();
        ActivitySpool dead = killed.Open();
        Guid question = Guid.NewGuid();
        await dead.Append(killed.Activity(ActivityKinds.ClientStarted)).OnDisk;
        await dead.Append(killed.Activity(ActivityKinds.PlaybackEntered, question, prompted: true)).OnDisk;
        killed.KeepFilesOf(dead, _rig.Folder);
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity(ActivityKinds.ClientStarted)).OnDisk;

        using SpoolSender sender = Start(spool);
        await Eventually.TrueAsync(() => _link.Taken.Count == 4, "all are sent");

        Assert.Equal(
            [(dead.SessionId, 1L, ActivityKinds.ClientStarted), (dead.SessionId, 2L, ActivityKinds.PlaybackEntered), (dead.SessionId, 3L, ActivityKinds.ReasonExpired), (spool.SessionId, 1L, ActivityKinds.ClientStarted)],
            _link.Activities.Select(each => (each.ClientSessionId, each.SequenceNumber, each.Kind)));
        Assert.Equal([spool.SessionId.ToString("D")], Directory.GetDirectories(Path.Combine(_rig.Folder, "spool")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_earlier_session_that_the_disk_does_not_give_back_does_not_stop_the_one_that_runs()
    {
        using var killed = new SpoolRig();
        ActivitySpool dead = killed.Open();
        await dead.Append(killed.Activity()).OnDisk;
        killed.KeepFilesOf(dead, _rig.Folder);
        ActivitySpool spool = _rig.Open();
        spool.Earlier.Find();
        File.Delete(Directory.GetFiles(SpoolRig.SessionFolderOf(_rig.Folder, dead), "*.segment")[0]);
        await spool.Append(_rig.Activity()).OnDisk;

        using SpoolSender sender = Start(spool);
        await Eventually.TrueAsync(() => _link.Taken.Count == 1, "the running session is sent");

        Assert.Equal(spool.SessionId, _link.Activities[0].ClientSessionId);
        Assert.Contains(_rig.Log.Errors, line => line.Contains("cannot be read now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disk_that_never_comes_back_does_not_stop_sending()
    {
        _rig.DiskFails = true;
        ActivitySpool spool = _rig.Open();
        using SpoolSender sender = Start(spool);
        for (int i = 0; i < 5; i++)
        {
            spool.Append(_rig.Activity());
        }

        await Eventually.TrueAsync(() => _link.Taken.Count == 5, "all are sent from memory");
        Assert.Equal([1L, 2, 3, 4, 5], _link.Activities.Select(each => each.SequenceNumber));
        _rig.DiskFails = false;
    }

    [Fact]
    public async Task What_was_not_sent_at_the_end_is_sent_by_the_next_run_exactly_once()
    {
        ActivitySpool first = _rig.Open();
        _link.Take = _ => (false, new BrokerLinkException("away"));
        SpoolSender sender = Start(first);
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 40).Select(_ => first.Append(_rig.Activity()))];
        await Task.WhenAll(spooled.Select(each => each.OnDisk));
        sender.Dispose();
        first.Dispose();

        _link.Take = _ => (true, null);
        ActivitySpool second = _rig.Open();
        using SpoolSender next = Start(second);
        await Eventually.TrueAsync(() => _link.Taken.Count == 40, "all are sent");

        Assert.Equal(spooled.Select(each => each.Activity.ActivityId), _link.Taken.Select(message => message.Id));
    }

    public void Dispose() => _rig.Dispose();

    private SpoolSender Start(ActivitySpool spool)
    {
        var sender = new SpoolSender(spool, _link, TimeProvider.System, _rig.Log);
        sender.Start();
        return sender;
    }
}
