using System.Globalization;
using System.Text;

namespace Auditor.Notifier.Formats;

/// <summary>Named values one after the other, as many as there is room for: the most important ones have to come first.</summary>
/// <param name="room">Bytes of UTF-8, at most.</param>
/// <param name="opening">Between a name and its value.</param>
/// <param name="closing">After a value.</param>
/// <param name="isEscaped">Which characters of a value get a backslash in front.</param>
internal sealed class BoundedFields(int room, string opening, string closing, Func<Rune, bool> isEscaped)
{
    /// <summary>Less of a value says nothing.</summary>
    private const int LeastValue = 12;

    private readonly StringBuilder _text = new();
    private readonly List<string> _shortened = [];
    private int _room = room;

    /// <summary>Names of the values that are not whole, or not there, for want of room.</summary>
    public IReadOnlyList<string> Shortened => _shortened;

    /// <summary>Adds a value, or the beginning of it. One that is empty is left out.</summary>
    /// <param name="name">ASCII.</param>
    /// <param name="value">Any text; put on one line.</param>
    /// <param name="most">Bytes of the value, at most.</param>
    /// <param name="label">A second field that says what the first is, and its value; never without the first.</param>
    public void Add(string name, string? value, int most = int.MaxValue, (string Name, string Value)? label = null)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        string labelled = label is { } said ? Written(said.Name, said.Value) : "";
        string whole = CleanText.OneLine(value);
        int fits = Math.Min(most, _room - labelled.Length - Written(name, "").Length);
        string shown = CleanText.Shortened(whole, fits, isEscaped);
        if (shown.Length < whole.Length)
        {
            _shortened.Add(name);
            if (fits < LeastValue)
            {
                return;
            }
        }

        string written = Written(name, shown) + labelled;
        _room -= Encoding.UTF8.GetByteCount(written);
        _text.Append(written);
    }

    public void Add(string name, long value, (string Name, string Value)? label = null) => Add(name, value.ToString(CultureInfo.InvariantCulture), label: label);

    /// <summary>Each field begins with a space.</summary>
    public override string ToString() => _text.ToString();

    private string Written(string name, string value)
    {
        var written = new StringBuilder().Append(' ').Append(name).Append(opening);
        foreach (Rune rune in value.EnumerateRunes())
        {
            written.Append(isEscaped(rune) ? "\\" : "").Append(rune.ToString());
        }

        return written.Append(closing).ToString();
    }
}
