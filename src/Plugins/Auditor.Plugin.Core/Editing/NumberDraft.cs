using System.Globalization;

namespace Auditor.Plugin.Core.Editing;

/// <summary>A number as it is typed, which may be none yet.</summary>
public sealed class NumberDraft : DraftPart
{
    private string _text = "0";

    public string Text
    {
        get => _text;
        set => Edit(ref _text, value);
    }

    /// <summary>Null when the text is no whole number.</summary>
    public int? Value => int.TryParse(Text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    public void Fill(int value) => Text = value.ToString(CultureInfo.InvariantCulture);
}
