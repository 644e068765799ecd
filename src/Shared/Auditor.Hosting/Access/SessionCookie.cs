using Microsoft.AspNetCore.Http;

namespace Auditor.Hosting.Access;

/// <summary>The cookie of a session. It holds a random token and nothing else.</summary>
public static class SessionCookie
{
    public const string Name = "auditor-session";

    public static void Set(HttpContext http, string token) => http.Response.Cookies.Append(Name, token, Options(http));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    // No lifetime of its own: the server says when it is over, and the browser forgets it with its window.
    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
