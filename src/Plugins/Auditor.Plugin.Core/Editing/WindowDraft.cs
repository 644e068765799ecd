using Auditor.Contracts;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A window of a schedule, while it is edited.</summary>
public sealed class WindowDraft : DraftPart
{
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    private string _from = "08:00";
    private string _to = "17:00";

    public WindowDraft() => Days = [.. Week.Select(day => With(new DayDraft(day)))];

    public IReadOnlyList<DayDraft> Days { get; }

    public string From
    {
        get => _from;
        set => Edit(ref _from, value);
    }

    public string To
    {
        get => _to;
        set => Edit(ref _to, value);
    }

    /// <summary>Monday to Friday, eight to five.</summary>
    public static WindowDraft OfficeHours()
    {
        var window = new WindowDraft();
        foreach (DayDraft day in window.Days.Take(5))
        {
            day.IsOn = true;
        }

        return window;
    }

    public static WindowDraft Of(ScheduleWindow window)
    {
        var draft = new WindowDraft { From = window.From, To = window.To };
        foreach (DayDraft day in draft.Days)
        {
            day.IsOn = window.Days.Contains(day.Day);
        }

        return draft;
    }

    public ScheduleWindow ToWindow() => new() { Days = [.. Days.Where(day => day.IsOn).Select(day => day.Day)], From = From.Trim(), To = To.Trim() };
}
