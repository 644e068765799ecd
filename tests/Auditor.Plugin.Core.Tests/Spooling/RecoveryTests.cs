using Auditor.Contracts;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Tests.Spooling;

/// <summary>What the next run finds of a client that was killed.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly SpoolRig _killed = new();
    private readonly SpoolRig _next = new();

    [Fact]
    public async Task A_session_that_was_killed_is_replayed_in_order()
    {
        await SpoolAsync(300);

        Assert.Equal(Enumerable.Range(1, 300).Select(number => (long)number), SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task A_question_that_nobody_could_answer_any_more_has_expired()
    {
        Guid answered = Guid.NewGuid();
        Guid open = Guid.NewGuid();
        ActivityObserved asked = _killed.Activity(ActivityKinds.PlaybackEntered, open, prompted: true);
        await SpoolAsync(
            _killed.Activity(ActivityKinds.ClientStarted),
            _killed.Activity(ActivityKinds.ExportEntered, answered, prompted: true),
            _killed.Activity(ActivityKinds.ReasonDeclined, answered, about: ActivityKinds.ExportEntered),
            asked);
        EarlierSession session = OpenEarlier();
        Assert.Equal(4, SpoolRig.ReadAll(session).Count);

        Assert.False(session.TryFinish());
        ActivityObserved expired = Assert.Single(SpoolRig.ReadAll(session));

        Assert.Equal(ActivityKinds.ReasonExpired, expired.Kind);
        Assert.Equal(5, expired.SequenceNumber);
        Assert.Equal(ActivityKinds.PlaybackEntered, expired.About);
        Assert.Equal(open, expired.CorrelationId);
        Assert.Equal(asked.Cameras[0].Id, expired.Cameras[0].Id);
        Assert.Equal(asked.Recording, expired.Recording);
        Assert.Equal(asked.Window, expired.Window);
        Assert.Equal(asked.PolicyRevision, expired.PolicyRevision);
        Assert.Equal(asked.Actor.Name, expired.Actor.Name);
        Assert.Null(expired.Prompted);
        Assert.NotEqual(asked.ActivityId, expired.ActivityId);

        session.Release(5);
        Assert.True(session.TryFinish());
        Assert.Empty(Directory.GetDirectories(Path.Combine(_next.Folder, "spool")));
    }

    [Fact]
    public async Task A_second_crash_while_recovering_makes_no_second_expiry()
    {
        await SpoolAsync(_killed.Activity(ActivityKinds.PlaybackEntered, Guid.NewGuid(), prompted: true));
        ActivitySpool first = _next.Open();
        first.Earlier.Find();
        EarlierSession session = first.Earlier.Open[0];
        _ = SpoolRig.ReadAll(session);
        Assert.False(session.TryFinish());
        ActivityObserved expired = Assert.Single(SpoolRig.ReadAll(session));
        first.Dispose();

        EarlierSession again = OpenEarlier();
        List<ActivityObserved> all = SpoolRig.ReadAll(again);
        Assert.Equal([1L, 2], all.Select(each => each.SequenceNumber));
        Assert.Equal(expired.ActivityId, all[1].ActivityId);
        again.Release(2);
        Assert.True(again.TryFinish());
    }

    [Fact]
    public async Task An_open_question_is_found_although_everything_was_sent_before_the_crash()
    {
        Guid question = Guid.NewGuid();
        ActivitySpool spool = _killed.Open();
        _killed.Options = _killed.Options with { SegmentBytes = 1 };
        await spool.Append(_killed.Activity(ActivityKinds.PlaybackEntered, question, prompted: true)).OnDisk;
        await spool.Append(_killed.Activity()).OnDisk;
        _ = SpoolRig.ReadAll(spool.Current);
        spool.Current.Release(2);
        spool.Current.TryFinish();
        _killed.KeepFilesOf(spool, _next.Folder);

        EarlierSession session = OpenEarlier();
        Assert.Empty(SpoolRig.ReadAll(session));
        Assert.False(session.TryFinish());

        Assert.Equal(3, Assert.Single(SpoolRig.ReadAll(session)).SequenceNumber);
    }

    [Fact]
    public async Task What_was_released_is_not_sent_again_after_a_restart()
    {
        ActivitySpool spool = await SpoolAsync(5);
        _ = SpoolRig.ReadAll(spool.Current);
        spool.Current.Release(3);
        spool.Current.TryFinish();
        _killed.KeepFilesOf(spool, _next.Folder);

        Assert.Equal([4L, 5], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(60)]
    public async Task A_torn_last_record_is_cut_off_and_said(int bytesThatAreThere)
    {
        ActivitySpool spool = await SpoolAsync(3);
        string segment = SegmentOf(spool);
        byte[] whole = await File.ReadAllBytesAsync(segment);
        await using (FileStream torn = File.Open(segment, FileMode.Append))
        {
            torn.Write(whole, 0, bytesThatAreThere);
        }

        Assert.Equal([1L, 2, 3], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
        Assert.Equal(whole.Length, new FileInfo(segment).Length);
        Assert.Contains("no whole record", Assert.Single(_next.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_of_zeros_as_a_power_cut_leaves_it_is_cut_off()
    {
        ActivitySpool spool = await SpoolAsync(3);
        await using (FileStream torn = File.Open(SegmentOf(spool), FileMode.Append))
        {
            torn.Write(new byte[5000]);
        }

        Assert.Equal([1L, 2, 3], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task A_damaged_record_is_kept_aside_and_the_rest_is_replayed()
    {
        ActivitySpool spool = await SpoolAsync(5);
        string segment = SegmentOf(spool);
        byte[] bytes = await File.ReadAllBytesAsync(segment);
        int length = bytes.Length / 5;
        bytes[(length * 2) + 100] ^= 0x01;
        await File.WriteAllBytesAsync(segment, bytes);

        Assert.Equal([1L, 2, 4, 5], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
        Assert.Contains("damaged", Assert.Single(_next.Log.Errors), StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Path.Combine(_next.Folder, "damaged"), "*.damaged"))));
    }

    [Fact]
    public async Task A_header_that_is_overwritten_costs_its_record_alone()
    {
        ActivitySpool spool = await SpoolAsync(5);
        string segment = SegmentOf(spool);
        byte[] bytes = await File.ReadAllBytesAsync(segment);
        Array.Clear(bytes, bytes.Length / 5 * 2, 20);
        await File.WriteAllBytesAsync(segment, bytes);

        Assert.Equal([1L, 2, 4, 5], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task A_record_that_somebody_changed_is_not_taken_for_an_operators()
    {
        ActivitySpool spool = await SpoolAsync(3);
        string segment = SegmentOf(spool);
        byte[] bytes = await File.ReadAllBytesAsync(segment);
        int second = bytes.Length / 3;
        // The sequence number of the header: a seal over the body alone would not see it.
        bytes[second + 8] = 99;
        await File.WriteAllBytesAsync(segment, bytes);

        Assert.Equal([1L, 3], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task What_a_failed_flush_left_in_a_file_hides_nothing_that_was_written_after_it()
    {
        bool fails = false;
        using var spool = new ActivitySpool(_killed.Folder, _killed.Protection, _killed.Clock, _killed.Log, _killed.Options, file =>
        {
            SegmentWriter.FlushToDisk(file);
            if (fails)
            {
                // The disk has it all, says that it has not, and does not let it be taken back.
                fails = false;
                file.Dispose();
                throw new IOException("The device is not ready.");
            }
        });
        await spool.Append(_killed.Activity()).OnDisk;
        fails = true;
        await Assert.ThrowsAsync<IOException>(() => spool.Append(_killed.Activity()).OnDisk);
        await Eventually.TrueAsync(() => _killed.Log.Infos.Any(line => line.Contains("takes activities again", StringComparison.Ordinal)), "it is written again");
        await spool.Append(_killed.Activity()).OnDisk;
        _killed.KeepFilesOf(spool, _next.Folder);

        Assert.Equal([1L, 2, 3], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task A_damaged_number_does_not_hide_the_files_that_follow()
    {
        _killed.Options = _killed.Options with { SegmentBytes = 1 };
        ActivitySpool spool = _killed.Open();
        for (int i = 0; i < 4; i++)
        {
            await spool.Append(_killed.Activity()).OnDisk;
        }

        _killed.KeepFilesOf(spool, _next.Folder);
        string second = Directory.GetFiles(SpoolRig.SessionFolderOf(_next.Folder, spool), "*.segment").Order(StringComparer.Ordinal).ElementAt(1);
        byte[] bytes = await File.ReadAllBytesAsync(second);
        bytes[8 + 5] = 1;
        await File.WriteAllBytesAsync(second, bytes);

        Assert.Equal([1L, 3, 4], SpoolRig.ReadAll(OpenEarlier()).Select(each => each.SequenceNumber));
    }

    [Fact]
    public async Task A_session_that_lives_in_another_process_is_left_alone()
    {
        ActivitySpool living = _next.Open();
        await living.Append(_next.Activity()).OnDisk;
        ActivitySpool other = _next.Open();
        other.Earlier.Find();
        Assert.Empty(other.Earlier.Open);

        living.Dispose();
        other.Earlier.Find();
        Assert.Single(other.Earlier.Open);
    }

    [Fact]
    public async Task What_another_user_protected_stays_where_it_is_and_is_said()
    {
        _killed.Protection = new ScrambledProtection("dpapi-of-somebody-else");
        ActivitySpool spool = await SpoolAsync(2);

        ActivitySpool next = _next.Open();
        next.Earlier.Find();
        next.Earlier.Find();

        Assert.Empty(next.Earlier.Open);
        Assert.True(File.Exists(SegmentOf(spool)));
        Assert.Contains("cannot be read", Assert.Single(_next.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_of_several_crashes_are_found_oldest_first()
    {
        ActivitySpool first = await SpoolAsync(1);
        _killed.Clock.Move(TimeSpan.FromHours(5));
        ActivitySpool second = await SpoolAsync(1);
        _killed.Clock.Move(TimeSpan.FromHours(5));
        ActivitySpool third = await SpoolAsync(1);

        ActivitySpool next = _next.Open();
        next.Earlier.Find();
        next.UpdateStatus();

        Assert.Equal([first.SessionId, second.SessionId, third.SessionId], next.Earlier.Open.Select(session => session.Files.Session));
        Assert.Equal(3, next.Status.Waiting);
    }

    public void Dispose()
    {
        _killed.Dispose();
        _next.Dispose();
    }

    private Task<ActivitySpool> SpoolAsync(int count) => SpoolAsync([.. Enumerable.Range(0, count).Select(_ => _killed.Activity())]);

    /// <summary>Spools, and kills the client: its files are where the next run looks.</summary>
    private async Task<ActivitySpool> SpoolAsync(params ActivityObserved[] activities)
    {
        ActivitySpool spool = _killed.Open();
        await Task.WhenAll(activities.Select(activity => spool.Append(activity).OnDisk));
        _killed.KeepFilesOf(spool, _next.Folder);
        return spool;
    }

    private string SegmentOf(ActivitySpool spool) => Directory.GetFiles(SpoolRig.SessionFolderOf(_next.Folder, spool), "*.segment")[0];

    private EarlierSession OpenEarlier()
    {
        ActivitySpool spool = _next.Open();
        spool.Earlier.Find();
        return Assert.Single(spool.Earlier.Open);
    }
}
