using Auditor.Hosting.Access;

namespace Auditor.AuditWriter.Access;

/// <summary>
/// The page behind a sign-in link. The token stands behind the <c>#</c>, which no browser sends: it is in no server's log and no
/// Referer, and who merely fetches the address (a mail scanner, a preview) does not use it up. A script posts it.
/// </summary>
internal static class SignInPage
{
    public const string Path = "/sign-in";

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Auditor - sign in</title>
        <h1>Auditor</h1>
        <p id="said" role="status">This page needs JavaScript.</p>
        <form id="form" hidden>
        <p><label>Name <input id="name" autocomplete="username" required></label></p>
        <p><label>Password <input id="password" type="password" autocomplete="current-password" required></label></p>
        <p><button>Sign in</button></p>
        </form>
        <script src="/sign-in.js"></script>
        </html>

        """;

    private const string Script = """
        'use strict';
        const said = document.getElementById('said');
        const form = document.getElementById('form');
        async function signIn(path, body) {
          said.textContent = 'Signing in ...';
          let answer;
          try {
            answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
          } catch {
            said.textContent = 'Auditor does not answer.';
            return;
          }
          const result = await answer.json();
          if (answer.ok) {
            form.hidden = true;
            said.textContent = 'Signed in as ' + (result.displayName || result.name) + '. ';
            const on = document.createElement('a');
            on.href = '/';
            on.textContent = 'Go on';
            said.append(on);
          } else {
            form.hidden = false;
            said.textContent = result.detail || result.title;
          }
        }
        form.addEventListener('submit', (event) => {
          event.preventDefault();
          signIn('/api/access/sign-in', { name: document.getElementById('name').value, password: document.getElementById('password').value });
        });
        const token = location.hash.slice(1);
        history.replaceState(null, '', location.pathname);
        if (token) {
          signIn('/api/access/sign-in/link', { token });
        } else {
          said.textContent = '';
          form.hidden = false;
        }

        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http) => Answer(http, Page, "text/html")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(Path + ".js", (HttpContext http) => Answer(http, Script, "text/javascript")).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Answer(HttpContext http, string text, string type)
    {
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Text(text, type, System.Text.Encoding.UTF8);
    }
}
