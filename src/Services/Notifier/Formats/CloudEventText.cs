using System.Text;

namespace Auditor.Notifier.Formats;

/// <summary>
/// Texts as CloudEvents 1.0 allows them in attributes ("Type System", String): no control characters, no noncharacters of Unicode, no half
/// of a surrogate pair. The entry in the event's data has them as they were.
/// </summary>
internal static class CloudEventText
{
    public static string Of(string text)
    {
        var allowed = new StringBuilder(text.Length);
        // Half of a surrogate pair is enumerated as U+FFFD.
        foreach (Rune rune in text.EnumerateRunes())
        {
            allowed.Append(Rune.IsControl(rune) ? " " : IsNoncharacter(rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return allowed.ToString();
    }

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;
}
