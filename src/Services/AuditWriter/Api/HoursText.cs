using System.Globalization;

namespace Auditor.AuditWriter.Api;

/// <summary>
/// Hours of the week as people write them: <c>mon-fri 07-18</c>, <c>sat 00-06, sun</c>, <c>not mon-fri 07-18</c>. Days are those of the week in English, three
/// letters each; hours are two digits, and the second of a pair is not included (24 is midnight). Pure.
/// </summary>
internal static class HoursText
{
    private const string Not = "not ";
    private const int HoursOfDay = 24;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Numbers of hours as in <see cref="Storage.WeekHours"/>; null when it cannot be read, or means no hour at all.</summary>
    public static IReadOnlySet<int>? Parse(string text)
    {
        bool outside = text.StartsWith(Not, StringComparison.Ordinal);
        var hours = new HashSet<int>();
        foreach (string part in (outside ? text[Not.Length..] : text).Split(',', StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0 or > 2 || DaysOf(words[0]) is not { } days || HoursOf(words.Length == 2 ? words[1] : "00-24") is not var (from, to))
            {
                return null;
            }

            hours.UnionWith(days.SelectMany(day => Enumerable.Range((day * HoursOfDay) + from, to - from)));
        }

        if (outside)
        {
            hours = [.. Enumerable.Range(0, Storage.WeekHours.Count).Except(hours)];
        }

        return hours.Count == 0 ? null : hours;
    }

    private static List<int>? DaysOf(string text)
    {
        string[] ends = text.Split('-');
        int first = Array.IndexOf(Days, ends[0]);
        int last = Array.IndexOf(Days, ends[^1]);
        if (ends.Length > 2 || first < 0 || last < 0)
        {
            return null;
        }

        // From Friday to Monday goes over the week's end.
        return [.. Enumerable.Range(first, ((last - first + Days.Length) % Days.Length) + 1).Select(day => day % Days.Length)];
    }

    private static (int From, int To)? HoursOf(string text) =>
        text.Split('-') is [{ Length: 2 } first, { Length: 2 } second]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int from)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int to)
        && from < to && to <= HoursOfDay
            ? (from, to)
            : null;
}
