using Auditor.WebConsole.Log;
using Microsoft.AspNetCore.WebUtilities;

namespace Auditor.WebConsole.Serving;

/// <summary>In which zone times are shown: the browser's, or one that the person chose. An address with times in it says in which zone they are.</summary>
internal static class ZoneEndpoints
{
    public const string Path = "/zone";

    private const int LongestAddress = 4096;

    /// <summary>Times in the addresses of pages.</summary>
    private static readonly string[] Times = [LogFilter.From, LogFilter.To, LogFilter.RecordingFrom, LogFilter.RecordingTo];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Choose).AsPage();

    /// <summary>Back to the page that it was chosen on, which shows the same moments in the other zone.</summary>
    /// <param name="http">The request.</param>
    /// <param name="zone">IANA name; empty for the browser's.</param>
    /// <param name="back">Path and query of the page.</param>
    private static IResult Choose(HttpContext http, string? zone, string? back)
    {
        TimeZoneInfo? chosen = Visitor.FindZone(zone);
        if (chosen is null && zone is { Length: > 0 })
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["zone"] = ["Must be a time zone as IANA names it, like Europe/Berlin, or UTC; empty for the browser's."] });
        }

        var visitor = Visitor.Of(http);
        http.Response.Cookies.Append(Visitor.ChosenZoneCookie, chosen?.Id ?? "", new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            MaxAge = chosen is null ? TimeSpan.Zero : TimeSpan.FromDays(365),
        });
        return Results.LocalRedirect(IsOurs(back) ? Moved(back!, visitor.OwnZone, chosen ?? visitor.BrowserZone) : "/");
    }

    /// <summary>The address of the same moments, said in another zone.</summary>
    /// <param name="address">Path and query.</param>
    /// <param name="own">The zone of its times, where it does not say one.</param>
    /// <param name="to">The other zone.</param>
    internal static string Moved(string address, TimeZoneInfo own, TimeZoneInfo to)
    {
        string[] parts = address.Split('#')[0].Split('?', 2);
        var query = QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1) ?? "");
        TimeZoneInfo from = Visitor.FindZone(query.GetValueOrDefault(LogFilter.Zone).ToString()) ?? own;
        bool says = false;
        var moved = new List<KeyValuePair<string, string?>>();
        foreach ((string name, string? value) in query.Where(pair => pair.Key != LogFilter.Zone).SelectMany(pair => pair.Value.Select(value => (pair.Key, value))))
        {
            string? said = Times.Contains(name) ? to.Input(TimeRange.Read(value, from)) : null;
            says |= said is not null || name == LogFilter.Hours;
            moved.Add(new(name, said ?? value));
        }

        return QueryHelpers.AddQueryString(parts[0], says ? moved.Append(new(LogFilter.Zone, to.Id)) : moved);
    }

    private static bool IsOurs(string? address) =>
        address is { Length: > 0 and <= LongestAddress } && address[0] == '/' && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl);
}
