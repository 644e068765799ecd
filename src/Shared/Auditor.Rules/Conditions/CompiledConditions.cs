using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>A rule's conditions, ready to be asked. A schedule that cannot be read never holds (docs/decisions/0004).</summary>
internal sealed class CompiledConditions
{
    private readonly bool _never;
    private readonly WeeklySchedule? _schedule;
    private readonly long? _footageOlderThan;
    private readonly long? _exportLongerThan;

    private CompiledConditions(RuleConditions conditions)
    {
        _schedule = conditions.Schedule is null ? null : WeeklySchedule.TryCompile(conditions.Schedule);
        _never = conditions.Schedule is not null && _schedule is null;
        _footageOlderThan = conditions.FootageOlderThanMinutes * TimeSpan.TicksPerMinute;
        _exportLongerThan = conditions.ExportLongerThanMinutes * TimeSpan.TicksPerMinute;
    }

    /// <summary>Null when there is nothing to ask.</summary>
    public static CompiledConditions? Of(RuleConditions? conditions) =>
        conditions is null or { Schedule: null, FootageOlderThanMinutes: null, ExportLongerThanMinutes: null }
            ? null
            : new CompiledConditions(conditions);

    public bool Hold(ActivityObserved activity, ActivityType type) =>
        !_never
        && (_footageOlderThan is not { } older || FootageAge(activity) > older)
        && (_exportLongerThan is not { } longer || type != ActivityType.Export || LongestExport(activity) > longer)
        && (_schedule is null || _schedule.Holds(activity.ObservedAt));

    /// <summary>Ticks from the earliest recording concerned to the activity; null while unknown.</summary>
    private static long? FootageAge(ActivityObserved activity)
    {
        DateTimeOffset? earliest = Earlier(activity.Recording?.From, activity.Playback?.At);
        IReadOnlyList<ExportedRecording?> exported = activity.Export?.Recordings ?? [];
        for (int i = 0; i < exported.Count; i++)
        {
            earliest = Earlier(earliest, exported[i]?.From);
        }

        return activity.ObservedAt.UtcTicks - earliest?.UtcTicks;
    }

    /// <summary>Ticks of the longest period that a camera is exported for; of the recording interval when no camera's is given; null while unknown.</summary>
    private static long? LongestExport(ActivityObserved activity)
    {
        long? longest = null;
        IReadOnlyList<ExportedRecording?> exported = activity.Export?.Recordings ?? [];
        for (int i = 0; i < exported.Count; i++)
        {
            if (exported[i] is { } recording)
            {
                longest = Math.Max(longest ?? long.MinValue, recording.To.UtcTicks - recording.From.UtcTicks);
            }
        }

        return longest ?? (activity.Recording?.To?.UtcTicks - activity.Recording?.From?.UtcTicks);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) =>
        a is null ? b : b is null || a <= b ? a : b;
}
