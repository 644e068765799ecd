using System.Globalization;
using Auditor.Rules;

namespace Auditor.Notifier.Destinations.Email;

/// <summary>Times as the readers' clocks show them, with the name of the zone.</summary>
internal sealed class MailClock
{
    private readonly LocalTimes _zone;

    /// <param name="zone">IANA id.</param>
    public MailClock(string zone)
    {
        Zone = zone;
        _zone = LocalTimes.Of(zone) ?? throw new ArgumentException($"There is no time zone '{zone}'.", nameof(zone));
    }

    public string Zone { get; }

    /// <summary>"21 Nov 2026".</summary>
    public string Date(DateTimeOffset time) => Shown(time, "d MMM yyyy");

    /// <summary>"08:12:33".</summary>
    public string Clock(DateTimeOffset time) => Shown(time, "HH:mm:ss");

    /// <summary>"CET"; "UTC+03" where the zone has no name but its offset.</summary>
    public string Name(DateTimeOffset time)
    {
        string name = _zone.NameAt(time);
        return name.Length > 0 && name[0] is '+' or '-' ? "UTC" + name : name;
    }

    /// <summary>"21 Nov 2026 08:12:33 CET".</summary>
    public string Moment(DateTimeOffset time) => $"{Date(time)} {Clock(time)} {Name(time)}";

    /// <summary>"21 Nov 08:00-09:00 CET", from one minute to another.</summary>
    public string Span(DateTimeOffset first, DateTimeOffset last)
    {
        string from = Shown(first, "d MMM HH:mm");
        string to = Shown(last, "d MMM HH:mm");
        string name = Name(last);
        if (from == to)
        {
            return $"{from} {name}";
        }

        // Over the night in which the clocks change, both ends say what they are.
        string zoned = Name(first) == name ? from : $"{from} {Name(first)}";
        return Shown(first, "d MMM") == Shown(last, "d MMM") ? $"{zoned}-{Shown(last, "HH:mm")} {name}" : $"{zoned} - {to} {name}";
    }

    private string Shown(DateTimeOffset time, string format)
    {
        try
        {
            return _zone.At(time).ToString(format, CultureInfo.InvariantCulture);
        }
        catch (ArgumentException)
        {
            // At the ends of time there is no local time.
            return time.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
