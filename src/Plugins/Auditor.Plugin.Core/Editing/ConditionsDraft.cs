using Auditor.Contracts;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>Further conditions, while they are edited.</summary>
public sealed class ConditionsDraft : DraftPart
{
    private bool _hasSchedule;
    private string _timeZone = "";
    private bool _outside;

    public ConditionsDraft()
    {
        With(FootageOlderThan);
        With(ExportLongerThan);
        Windows.Edited += (_, _) => RaiseEdited();
    }

    /// <summary>Ids that may stand in <see cref="TimeZone"/>, for a list to pick from.</summary>
    public static IReadOnlyList<string> TimeZones { get; } = NamedTimeZone.Ids;

    /// <summary>Switching it on for the first time suggests office hours in this machine's zone.</summary>
    public bool HasSchedule
    {
        get => _hasSchedule;
        set
        {
            if (Edit(ref _hasSchedule, value) && value && Windows.Count == 0)
            {
                TimeZone = TimeZone.Length > 0 ? TimeZone : TimeZoneInfo.Local.Id;
                Windows.Add(WindowDraft.OfficeHours());
            }
        }
    }

    /// <summary>An IANA or a Windows id.</summary>
    public string TimeZone
    {
        get => _timeZone;
        set => Edit(ref _timeZone, value);
    }

    public bool Outside
    {
        get => _outside;
        set => Edit(ref _outside, value);
    }

    public DraftList<WindowDraft> Windows { get; } = [];

    public DurationDraft FootageOlderThan { get; } = new();

    public DurationDraft ExportLongerThan { get; } = new();

    public RuleConditions ToConditions() => new()
    {
        Schedule = HasSchedule ? new Schedule { TimeZone = TimeZone.Trim(), Outside = Outside, Windows = [.. Windows.Select(window => window.ToWindow())] } : null,
        FootageOlderThanMinutes = FootageOlderThan.ToMinutes(),
        ExportLongerThanMinutes = ExportLongerThan.ToMinutes(),
    };

    public void Fill(RuleConditions conditions)
    {
        TimeZone = conditions.Schedule?.TimeZone ?? "";
        Outside = conditions.Schedule?.Outside ?? false;
        Windows.Replace((conditions.Schedule?.Windows ?? []).Select(WindowDraft.Of));
        HasSchedule = conditions.Schedule is not null;
        FootageOlderThan.Fill(conditions.FootageOlderThanMinutes);
        ExportLongerThan.Fill(conditions.ExportLongerThanMinutes);
    }
}
