using System.Text;
using Auditor.Contracts;
using Auditor.Plugin.Core.Protection;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tests.Spooling;

public sealed class ActivitySpoolTests : IDisposable
{
    private readonly SpoolRig _rig = new();

    [Fact]
    public async Task Activities_are_numbered_without_holes_and_come_back_in_order()
    {
        ActivitySpool spool = _rig.Open();
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 700).Select(_ => spool.Append(_rig.Activity()))];
        await Task.WhenAll(spooled.Select(each => each.OnDisk));

        List<ActivityObserved> read = SpoolRig.ReadAll(spool.Current);

        Assert.Equal(Enumerable.Range(1, 700).Select(number => (long)number), read.Select(each => each.SequenceNumber));
        Assert.Equal(spooled.Select(each => each.Activity.ActivityId), read.Select(each => each.ActivityId));
        Assert.All(read, each => Assert.Equal(spool.SessionId, each.ClientSessionId));
    }

    [Fact]
    public async Task Numbers_follow_the_order_of_the_calls_whatever_thread_they_come_from()
    {
        ActivitySpool spool = _rig.Open();
        var given = new List<SpooledActivity>[4];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
            given[thread] = [.. Enumerable.Range(0, 200).Select(_ => spool.Append(_rig.Activity()))])));

        Assert.All(given, each => Assert.Equal(each.Select(one => one.Activity.SequenceNumber).Order(), each.Select(one => one.Activity.SequenceNumber)));
        Assert.Equal(800, given.SelectMany(each => each).Select(each => each.Activity.SequenceNumber).Distinct().Count());
    }

    [Fact]
    public async Task An_activity_is_on_disk_only_after_the_flush()
    {
        using var flushing = new ManualResetEventSlim();
        _rig.BeforeFlush = () => flushing.Wait();
        ActivitySpool spool = _rig.Open();

        Task onDisk = spool.Append(_rig.Activity()).OnDisk;
        await Eventually.TrueAsync(() => Directory.Exists(SpoolRig.SessionFolderOf(_rig.Folder, spool)), "the session has a folder");
        Assert.False(onDisk.IsCompleted);
        flushing.Set();

        await onDisk;
    }

    [Fact]
    public async Task Appending_never_waits_for_the_disk()
    {
        using var flushing = new ManualResetEventSlim();
        _rig.BeforeFlush = () => flushing.Wait();
        ActivitySpool spool = _rig.Open();

        // With a disk that hangs, this returns all the same.
        SpooledActivity[] spooled = [.. Enumerable.Range(0, 2000).Select(_ => spool.Append(_rig.Activity()))];
        Assert.DoesNotContain(spooled, each => each.OnDisk.IsCompleted);
        flushing.Set();
        await Task.WhenAll(spooled.Select(each => each.OnDisk));
    }

    [Fact]
    public async Task What_is_protected_cannot_be_read_in_the_file()
    {
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity()).OnDisk;
        string text = AllBytesOf(spool);

        Assert.DoesNotContain("mkoch", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quay", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_system_protects_nothing_only_the_owner_may_look_into_the_folder()
    {
        _rig.Protection = new NoProtection();
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity()).OnDisk;

        Assert.Contains("mkoch", AllBytesOf(spool), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(SpoolRig.SessionFolderOf(_rig.Folder, spool)));
        }
    }

    [Fact]
    public async Task A_disk_that_fails_keeps_nothing_back_and_is_tried_again()
    {
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity()).OnDisk;
        _rig.DiskFails = true;

        await Assert.ThrowsAsync<IOException>(() => spool.Append(_rig.Activity()).OnDisk);
        await Assert.ThrowsAsync<IOException>(() => spool.Append(_rig.Activity()).OnDisk);
        await Eventually.TrueAsync(() => spool.Status.Problem is not null, "the status names the problem");
        Assert.Contains("not enough space", spool.Status.Problem, StringComparison.Ordinal);
        // What is not on the disk can be sent from memory.
        Assert.Equal([1L, 2, 3], SpoolRig.ReadAll(spool.Current).Select(each => each.SequenceNumber));

        _rig.DiskFails = false;
        await Eventually.TrueAsync(() => spool.Status.Problem is null, "the disk takes activities again");
        await spool.Append(_rig.Activity()).OnDisk;
        spool.Current.Rewind();
        Assert.Equal([1L, 2, 3, 4], SpoolRig.ReadAll(spool.Current).Select(each => each.SequenceNumber));
        Assert.Single(_rig.Log.Errors);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_problem_in_words_and_not_an_exception()
    {
        string file = Path.Combine(_rig.Folder, "spool");
        await File.WriteAllTextAsync(file, "in the way");
        ActivitySpool spool = _rig.Open();

        await Assert.ThrowsAsync<IOException>(() => spool.Append(_rig.Activity()).OnDisk);
        await Eventually.TrueAsync(() => spool.Status.Problem is not null, "the status names the problem");
        File.Delete(file);
        await Eventually.TrueAsync(() => spool.Status.Problem is null, "the disk takes activities again");

        Assert.Single(SpoolRig.ReadAll(spool.Current));
    }

    [Fact]
    public async Task Released_segments_are_deleted_but_not_one_with_an_open_question()
    {
        _rig.Options = _rig.Options with { SegmentBytes = 1 };
        ActivitySpool spool = _rig.Open();
        Guid question = Guid.NewGuid();
        await spool.Append(_rig.Activity()).OnDisk;
        await spool.Append(_rig.Activity(ActivityKinds.PlaybackEntered, question, prompted: true)).OnDisk;
        await spool.Append(_rig.Activity()).OnDisk;
        await spool.Append(_rig.Activity()).OnDisk;
        string folder = SpoolRig.SessionFolderOf(_rig.Folder, spool);
        Assert.Equal(4, SpoolRig.ReadAll(spool.Current).Count);

        spool.Current.Release(4);
        Assert.Equal(["00000002.segment", "00000004.segment"], Directory.GetFiles(folder, "*.segment").Select(Path.GetFileName).Order());

        await spool.Append(_rig.Activity(ActivityKinds.ReasonGiven, question, about: ActivityKinds.PlaybackEntered)).OnDisk;
        Assert.Single(SpoolRig.ReadAll(spool.Current));
        spool.Current.Release(5);
        Assert.Equal(["00000005.segment"], Directory.GetFiles(folder, "*.segment").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nothing_stays_of_a_session_that_ended_and_was_sent_whole()
    {
        ActivitySpool spool = _rig.Open();
        await spool.Append(_rig.Activity(ActivityKinds.ClientStarted)).OnDisk;
        await spool.Append(_rig.Activity(ActivityKinds.ClientStopped)).OnDisk;
        Assert.Equal(2, SpoolRig.ReadAll(spool.Current).Count);
        spool.Current.Release(2);
        spool.Dispose();

        Assert.False(Directory.Exists(SpoolRig.SessionFolderOf(_rig.Folder, spool)));
    }

    [Fact]
    public async Task The_status_counts_what_waits_and_since_when()
    {
        ActivitySpool spool = _rig.Open();
        DateTimeOffset first = _rig.Clock.GetUtcNow();
        await spool.Append(_rig.Activity()).OnDisk;
        _rig.Clock.Move(TimeSpan.FromMinutes(3));
        await spool.Append(_rig.Activity()).OnDisk;
        await Eventually.TrueAsync(() => spool.Status.Waiting == 2, "two wait");
        Assert.Equal(first, spool.Status.OldestWaiting);

        _ = SpoolRig.ReadAll(spool.Current);
        spool.Current.Release(1);
        spool.UpdateStatus();
        Assert.Equal(1, spool.Status.Waiting);
        Assert.Equal(first.AddMinutes(3), spool.Status.OldestWaiting);

        spool.Current.Release(2);
        spool.UpdateStatus();
        Assert.Equal(new SpoolStatus(0, null, 1_000_000, null), spool.Status);
    }

    [Fact]
    public async Task An_activity_that_has_no_form_on_the_disk_keeps_its_number_and_holds_nobody_up()
    {
        ActivitySpool spool = _rig.Open();
        ActivityObserved odd = _rig.Activity() with { Playback = new PlaybackDetail { Verb = PlaybackVerbs.PlayForward, Speed = double.NaN } };
        Task first = spool.Append(odd).OnDisk;
        Task second = spool.Append(_rig.Activity(ActivityKinds.ReasonGiven) with { Reason = new Reason { Notes = "half a sign \ud83d of two" } }).OnDisk;
        Task third = spool.Append(_rig.Activity()).OnDisk;
        await Task.WhenAll(first, second, third).WaitAsync(TimeSpan.FromSeconds(20));

        List<ActivityObserved> read = SpoolRig.ReadAll(spool.Current);
        Assert.Equal([1L, 2, 3], read.Select(each => each.SequenceNumber));
        Assert.Equal((odd.ActivityId, odd.Kind, odd.Actor.Name, "cam-1"), (read[0].ActivityId, read[0].Kind, read[0].Actor.Name, read[0].Cameras[0].Id));
        Assert.Contains("half a sign", read[1].Reason?.Notes, StringComparison.Ordinal);
        Assert.Contains(_rig.Log.Errors, line => line.Contains("Activity 1 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_the_disk_activities_are_sent_from_memory()
    {
        bool fails = true;
        using var spool = new ActivitySpool(_rig.Folder, _rig.Protection, _rig.Clock, _rig.Log, _rig.Options, file =>
        {
            if (fails)
            {
                throw new NotSupportedException("A driver of its own kind.");
            }

            SegmentWriter.FlushToDisk(file);
        });
        _ = spool.Append(_rig.Activity());

        await Eventually.TrueAsync(() => SpoolRig.ReadAll(spool.Current) is [{ SequenceNumber: 1 }], "it can be sent");
        fails = false;
    }

    [Fact]
    public void After_the_end_an_activity_is_refused_and_not_thrown()
    {
        ActivitySpool spool = _rig.Open();
        spool.Dispose();

        Assert.True(spool.Append(_rig.Activity()).OnDisk.IsFaulted);
    }

    public void Dispose() => _rig.Dispose();

    private string AllBytesOf(ActivitySpool spool)
    {
        var text = new StringBuilder();
        foreach (string path in Directory.GetFiles(SpoolRig.SessionFolderOf(_rig.Folder, spool), "*.segment"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
