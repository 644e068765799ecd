namespace Auditor.Plugin.Core.Editing;

/// <summary>A duration that may be left out, as it is typed.</summary>
public sealed class DurationDraft : DraftPart
{
    private bool _isOn;
    private DurationUnit _unit = DurationUnit.Days;

    public DurationDraft()
    {
        Amount.Fill(1);
        With(Amount);
    }

    public IReadOnlyList<DurationUnit> Units { get; } = [DurationUnit.Minutes, DurationUnit.Hours, DurationUnit.Days];

    public bool IsOn
    {
        get => _isOn;
        set => Edit(ref _isOn, value);
    }

    public NumberDraft Amount { get; } = new();

    public DurationUnit Unit
    {
        get => _unit;
        set => Edit(ref _unit, value);
    }

    /// <summary>On, and no whole number.</summary>
    public bool IsUnreadable => IsOn && Amount.Value is null;

    /// <summary>In minutes; null when it is off. One that cannot be said in minutes is 0, which no rule may have.</summary>
    public int? ToMinutes() => !IsOn ? null : (long)(Amount.Value ?? 0) * (int)Unit is var minutes && minutes is > 0 and <= int.MaxValue ? (int)minutes : 0;

    public void Fill(int? minutes)
    {
        IsOn = minutes is not null;
        if (minutes is { } given)
        {
            Unit = given % (int)DurationUnit.Days == 0 ? DurationUnit.Days : given % (int)DurationUnit.Hours == 0 ? DurationUnit.Hours : DurationUnit.Minutes;
            Amount.Fill(given / (int)Unit);
        }
    }
}
