using System.Net;
using System.Text.RegularExpressions;
using Auditor.Hosting.Access;
using Auditor.WebConsole.Log;

namespace Auditor.WebConsole.Serving;

/// <summary>Who looks at a page: what the services need to know in order to answer, and what the page needs in order to show it.</summary>
/// <param name="Session">Token of the session's cookie; null when nobody is signed in.</param>
/// <param name="Address">From where.</param>
/// <param name="Zone">In which zone times are shown: that which the address says, or the person's own.</param>
/// <param name="OwnZone">The zone that the person chose, or the browser's.</param>
/// <param name="BrowserZone">The zone of the browser; of this machine while it is not known.</param>
/// <param name="Theme">What the person chose; null to follow the system.</param>
public sealed partial record Visitor(string? Session, IPAddress? Address, TimeZoneInfo Zone, TimeZoneInfo OwnZone, TimeZoneInfo BrowserZone, string? Theme)
{
    /// <summary>Set by the browser's script to its own zone (IANA name).</summary>
    public const string ZoneCookie = "auditor-zone";

    /// <summary>Set when the person chose another (<see cref="ZoneEndpoints"/>).</summary>
    public const string ChosenZoneCookie = "auditor-zone-chosen";

    public const string ThemeCookie = "auditor-theme";

    public static ValueTask<Visitor> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));

    public static Visitor Of(HttpContext http)
    {
        IRequestCookieCollection cookies = http.Request.Cookies;
        TimeZoneInfo browser = FindZone(Unescaped(cookies[ZoneCookie])) ?? TimeZoneInfo.Local;
        TimeZoneInfo own = FindZone(Unescaped(cookies[ChosenZoneCookie])) ?? browser;
        return new Visitor(
            cookies[SessionCookie.Name],
            http.Connection.RemoteIpAddress,
            FindZone(http.Request.Query[LogFilter.Zone]) ?? own,
            own,
            browser,
            cookies[ThemeCookie] is "dark" or "light" ? cookies[ThemeCookie] : null);
    }

    /// <summary>A zone by its IANA name; null when that is none.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        name is { Length: > 0 and < 64 } && ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : null;

    private static string? Unescaped(string? cookie) => cookie is null ? null : Uri.UnescapeDataString(cookie);

    [GeneratedRegex(@"^[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+)*$")]
    private static partial Regex ZoneName();
}
