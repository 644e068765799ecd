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
        <link rel="stylesheet" href="/sign-in.css">
        <main>
        <h1>Auditor</h1>
        <p class="what">Who watched what, when and why</p>
        <p id="said" role="status">This page needs JavaScript.</p>
        <form id="form" hidden>
        <label for="name">Name</label>
        <input id="name" autocomplete="username" autofocus required>
        <label for="password">Password</label>
        <input id="password" type="password" autocomplete="current-password" required>
        <button>Sign in</button>
        </form>
        </main>
        <script src="/sign-in.js"></script>
        </html>

        """;

    private const string Style = """
        :root { color-scheme: light dark; --text: #1a1f27; --soft: #5a6472; --card: #fff; --ground: #eef1f5; --edge: #c3cad4; --strong: #1d4f86; --on: #fff; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e8ebf0; --soft: #a3adba; --card: #1d232c; --ground: #12161c; --edge: #414b59; --strong: #7db4f0; --on: #10151c; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { width: 100%; max-width: 24rem; padding: 2rem; background: var(--card); border: 1px solid var(--edge); border-radius: 8px; }
        h1 { margin: 0; font-size: 1.5rem; }
        .what { margin: 0 0 1rem; color: var(--soft); }
        #said { overflow-wrap: anywhere; }
        #said:empty { display: none; }
        label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
        input, button { width: 100%; padding: .6rem .75rem; font: inherit; border-radius: 6px; }
        input { border: 1px solid var(--soft); background: transparent; color: inherit; }
        button { margin-top: 1.5rem; border: 0; background: var(--strong); color: var(--on); font-weight: 600; cursor: pointer; }
        a { color: var(--strong); }
        :focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }

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
            said.textContent = 'Signed in as ' + (result.displayName || result.name) + '.';
            location.replace(back);
          } else {
            form.hidden = false;
            said.textContent = result.detail || result.title;
          }
        }
        form.addEventListener('submit', (event) => {
          event.preventDefault();
          signIn('/api/access/sign-in', { name: document.getElementById('name').value, password: document.getElementById('password').value });
        });
        // Only to a page of this origin: what begins with two slashes, or is no path, is somewhere else.
        let back = '/';
        try {
          const asked = new URL(new URLSearchParams(location.search).get('return') || '/', location.origin);
          if (asked.origin === location.origin) { back = asked.pathname + asked.search; }
        } catch {
          // No address at all.
        }
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
        routes.MapGet(Path + ".css", (HttpContext http) => Answer(http, Style, "text/css")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(Path + ".js", (HttpContext http) => Answer(http, Script, "text/javascript")).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Answer(HttpContext http, string text, string type)
    {
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Text(text, type, System.Text.Encoding.UTF8);
    }
}
