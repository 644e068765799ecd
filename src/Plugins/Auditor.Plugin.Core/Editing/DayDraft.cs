namespace Auditor.Plugin.Core.Editing;

/// <summary>A day of the week in a schedule's window.</summary>
public sealed class DayDraft(DayOfWeek day) : DraftPart
{
    private bool _isOn;

    public DayOfWeek Day { get; } = day;

    public string Name => Day.ToString().Substring(0, 3);

    public bool IsOn
    {
        get => _isOn;
        set => Edit(ref _isOn, value);
    }
}
