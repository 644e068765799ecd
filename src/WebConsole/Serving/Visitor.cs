using System.Net;
using Auditor.Hosting.Access;

namespace Auditor.WebConsole.Serving;

/// <summary>Who looks at a page: what the services need to know in order to answer, and what the page needs in order to show it.</summary>
/// <param name="Session">Token of the session's cookie; null when nobody is signed in.</param>
/// <param name="Address">From where.</param>
/// <param name="Zone">In which zone times are shown.</param>
/// <param name="Theme">What the person chose; null to follow the system.</param>
public sealed record Visitor(string? Session, IPAddress? Address, TimeZoneInfo Zone, string? Theme)
{
    /// <summary>Set by the browser's script to its own zone (IANA name).</summary>
    public const string ZoneCookie = "auditor-zone";

    public const string ThemeCookie = "auditor-theme";

    public static ValueTask<Visitor> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));

    public static Visitor Of(HttpContext http) => new(
        http.Request.Cookies[SessionCookie.Name],
        http.Connection.RemoteIpAddress,
        http.Request.Cookies[ZoneCookie] is { Length: > 0 and < 64 } zone && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(zone), out TimeZoneInfo? known) ? known : TimeZoneInfo.Local,
        http.Request.Cookies[ThemeCookie] is "dark" or "light" ? http.Request.Cookies[ThemeCookie] : null);
}
