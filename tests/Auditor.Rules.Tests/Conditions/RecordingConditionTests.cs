using Auditor.Contracts;
using Xunit;

namespace Auditor.Rules.Tests;

public sealed class RecordingConditionTests
{
    private static readonly AuditRule OldFootage = Given.Rule() with { Conditions = new RuleConditions { FootageOlderThanMinutes = 60 } };
    private static readonly AuditRule LongExport = Given.Rule() with { Conditions = new RuleConditions { ExportLongerThanMinutes = 60 } };

    private static DateTimeOffset Before(int minutes) => Given.Now.AddMinutes(-minutes);

    private static ExportedRecording Exported(int fromBefore, int toBefore) => new() { From = Before(fromBefore), To = Before(toBefore) };

    [Theory]
    [InlineData(61, true)]
    [InlineData(60, false)]
    [InlineData(0, false)]
    public void Footage_must_be_older_than_the_minutes_given(int minutes, bool matches)
    {
        Assert.Equal(matches, Given.Matches(OldFootage, Given.Activity() with { Recording = new RecordingInterval { From = Before(minutes) } }));
        Assert.Equal(matches, Given.Matches(OldFootage, Given.Activity() with { Playback = new PlaybackDetail { At = Before(minutes) } }));
        Assert.Equal(matches, Given.Matches(OldFootage, Given.Activity() with { Export = new ExportDetail { Recordings = [Exported(1, 0), Exported(minutes, 0)] } }));
    }

    [Fact]
    public void The_earliest_recording_counts() => Assert.True(Given.Matches(OldFootage, Given.Activity() with
    {
        Recording = new RecordingInterval { From = Before(5) },
        Playback = new PlaybackDetail { At = Before(61) },
    }));

    [Fact]
    public void Footage_of_unknown_age_does_not_count_as_old()
    {
        Assert.False(Given.Matches(OldFootage));
        Assert.False(Given.Matches(OldFootage, Given.Activity() with { Recording = new RecordingInterval { To = Before(90) } }));
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(60, false)]
    public void An_export_must_be_longer_than_the_minutes_given_for_one_camera(int minutes, bool matches)
    {
        ActivityObserved activity = Given.Activity(ActivityKinds.ExportStarted);
        Assert.Equal(matches, Given.Matches(LongExport, activity with { Export = new ExportDetail { Recordings = [Exported(1, 0), Exported(minutes, 0)] } }));
        Assert.Equal(matches, Given.Matches(LongExport, activity with { Recording = new RecordingInterval { From = Before(minutes), To = Given.Now } }));
    }

    [Fact]
    public void Many_short_periods_do_not_make_a_long_export() => Assert.False(Given.Matches(LongExport, Given.Activity(ActivityKinds.ExportStarted) with
    {
        Recording = new RecordingInterval { From = Before(300), To = Given.Now },
        Export = new ExportDetail { Recordings = [Exported(300, 260), Exported(40, 0)] },
    }));

    [Fact]
    public void An_export_of_unknown_length_does_not_count_as_long() =>
        Assert.False(Given.Matches(LongExport, Given.Activity(ActivityKinds.ExportEntered)));

    [Fact]
    public void The_length_of_exports_restricts_nothing_else() => Assert.True(Given.Matches(LongExport, Given.Activity()));

    [Fact]
    public void A_reason_is_held_against_the_conditions_like_what_it_is_about()
    {
        ActivityObserved reason = Given.Activity(ActivityKinds.ReasonGiven) with { About = ActivityKinds.ExportEntered };
        Assert.False(Given.Matches(LongExport, reason));
        Assert.True(Given.Matches(LongExport, reason with { About = ActivityKinds.PlaybackEntered }));
        Assert.True(Given.Matches(LongExport, reason with { Recording = new RecordingInterval { From = Before(90), To = Given.Now } }));
    }

    [Fact]
    public void All_conditions_that_are_given_must_hold()
    {
        AuditRule rule = OldFootage with { Conditions = OldFootage.Conditions with { ExportLongerThanMinutes = 10 } };
        ActivityObserved activity = Given.Activity(ActivityKinds.ExportStarted);
        Assert.True(Given.Matches(rule, activity with { Recording = new RecordingInterval { From = Before(90), To = Given.Now } }));
        Assert.False(Given.Matches(rule, activity with { Recording = new RecordingInterval { From = Before(90), To = Before(85) } }));
        Assert.False(Given.Matches(rule, activity with { Recording = new RecordingInterval { From = Before(30), To = Given.Now } }));
    }
}
