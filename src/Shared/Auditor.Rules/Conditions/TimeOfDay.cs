namespace Auditor.Rules;

/// <summary>A local time of day as a schedule writes it.</summary>
internal static class TimeOfDay
{
    public const int MinutesPerDay = 24 * 60;

    /// <summary>Minutes since midnight of <c>HH:mm</c>, 00:00 to 24:00; null when it is not written like that.</summary>
    public static int? Minutes(string? text)
    {
        if (text is not { Length: 5 } || text[2] != ':')
        {
            return null;
        }

        int hours = TwoDigits(text[0], text[1]);
        int minutes = TwoDigits(text[3], text[4]);
        return hours is < 0 or > 24 || minutes is < 0 or > 59 || (hours == 24 && minutes > 0) ? null : (hours * 60) + minutes;
    }

    private static int TwoDigits(char tens, char ones) =>
        tens is >= '0' and <= '9' && ones is >= '0' and <= '9' ? ((tens - '0') * 10) + ones - '0' : -1;
}
