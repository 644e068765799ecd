using System.Net;
using System.Text.Json.Nodes;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Storage;

namespace Auditor.Hosting.Tests;

/// <summary>How people get in and out.</summary>
public sealed class SignInTests
{
    private static readonly Actor Maker = new() { Name = "test" };

    [Fact]
    public async Task A_password_opens_a_session_that_ends_when_it_is_told_to()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        await host.AccountAsync("anna", AccessRoles.Auditor);

        using HttpResponseMessage answer = await SignInAsync(host, "ANNA", AccessHost.Password);
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        string session = SessionOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("; path=/; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        JsonNode me = await AccessHost.JsonAsync(await host.GetAsync("/api/access/me", session: session));
        Assert.Equal(("USER", "anna"), (me["type"]!.GetValue<string>(), me["name"]!.GetValue<string>()));
        using HttpResponseMessage read = await host.GetAsync("/api/audit/counts", session: session);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        using HttpResponseMessage left = await host.SendAsync(HttpMethod.Post, "/api/access/sign-out", json: null, session: session);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        using HttpResponseMessage after = await host.GetAsync("/api/access/me", session: session);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        IReadOnlyList<AuditEntry> entries = await host.EntriesAsync(AuditableResources.Access, null, entries => entries.Any(entry => entry.AuditableAction == AuditableActions.SignOut));
        Assert.Contains(entries, entry => entry.AuditableAction == AuditableActions.SignIn && entry.Actor is { Name: "anna", Workstation: "127.0.0.1" });
        Assert.DoesNotContain(entries, entry => entry.ToString().Contains(session, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_signs_in_once_and_a_look_at_its_page_does_not_use_it_up()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string token = (await host.SignIns.CreateLinkAsync(Maker, CancellationToken.None))!;
        using HttpResponseMessage page = await host.GetAsync("/sign-in");
        using HttpResponseMessage head = await host.GetAsync("/sign-in?token=" + token);

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => LinkAsync(host, token)));

        HttpResponseMessage let = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        JsonNode me = await AccessHost.JsonAsync(let);
        Assert.Equal(("USER", "local", "Local administrator"), (me["type"]!.GetValue<string>(), me["name"]!.GetValue<string>(), me["displayName"]!.GetValue<string>()));
        using HttpResponseMessage rules = await host.GetAsync("/api/rules", session: SessionOf(let));
        Assert.Equal(HttpStatusCode.OK, rules.StatusCode);
        string html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_good_for_a_quarter_of_an_hour()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string token = (await host.SignIns.CreateLinkAsync(Maker, CancellationToken.None))!;
        host.Time.Move(TimeSpan.FromMinutes(15));

        using HttpResponseMessage answer = await LinkAsync(host, token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("anna", "wrong password here")]
    [InlineData("nobody", AccessHost.Password)]
    [InlineData("local", "")]
    [InlineData("gone", AccessHost.Password)]
    public async Task Wrong_names_and_passwords_are_told_alike(string name, string password)
    {
        await using AccessHost host = await AccessHost.StartAsync();
        await host.AccountAsync("anna", AccessRoles.Auditor);
        await host.SignIns.CreateLinkAsync(Maker, CancellationToken.None);
        Account gone = await host.AccountAsync("gone", AccessRoles.Auditor);
        await host.Accounts.ChangeAsync(gone.AccountId, null, null, disabled: true, Maker, CancellationToken.None);

        using HttpResponseMessage answer = await SignInAsync(host, name, password);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("The name or the password is wrong, or the account is disabled.", (await AccessHost.JsonAsync(answer))["detail"]!.GetValue<string>());
        AuditEntry told = Assert.Single(await host.EntriesAsync(AuditableResources.Access, AuditableActions.SignIn, entries => entries.Count > 0));
        Assert.Equal((AuditResults.Denied, name == "nobody" ? "unknown" : name), (told.Result, told.Actor.Name));
        Assert.DoesNotContain("nobody\"", told.AdditionalMetadata.Text!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_guesses_has_to_wait_and_the_right_password_too_until_then()
    {
        await using AccessHost host = await AccessHost.StartAsync(configure: null, "--Auditor:Access:SignInsPerMinute=1000");
        await host.AccountAsync("anna", AccessRoles.Auditor);
        host.Time.Freeze();

        HttpResponseMessage[] guesses = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => SignInAsync(host, "anna", "guess number " + i)));
        using HttpResponseMessage right = await SignInAsync(host, "anna", AccessHost.Password);

        Assert.Equal(10, guesses.Count(guess => guess.StatusCode == HttpStatusCode.Unauthorized));
        Assert.All(guesses.Where(guess => guess.StatusCode != HttpStatusCode.Unauthorized), guess => Assert.Equal(HttpStatusCode.TooManyRequests, guess.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.NotNull(right.Headers.RetryAfter);
        host.Time.Move(TimeSpan.FromMinutes(1));
        using HttpResponseMessage later = await SignInAsync(host, "anna", AccessHost.Password);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_by_itself_when_idle_and_at_the_latest_after_twelve_hours()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        Account account = await host.AccountAsync("anna", AccessRoles.Auditor);
        string idle = await host.SessionAsync(account);
        string busy = await host.SessionAsync(account);
        for (int i = 0; i < 35; i++)
        {
            host.Time.Move(TimeSpan.FromMinutes(20));
            using HttpResponseMessage alive = await host.GetAsync("/api/access/me", session: busy);
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        }

        using HttpResponseMessage unused = await host.GetAsync("/api/access/me", session: idle);
        Assert.Equal(HttpStatusCode.Unauthorized, unused.StatusCode);
        host.Time.Move(TimeSpan.FromMinutes(20));
        using HttpResponseMessage late = await host.GetAsync("/api/access/me", session: busy);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_and_a_role_taken_away_is_gone_at_once()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        Account account = await host.AccountAsync("anna", AccessRoles.Auditor, AccessRoles.Administrator);
        string session = await host.SessionAsync(account);
        await host.Accounts.ChangeAsync(account.AccountId, null, [AccessRoles.Administrator], null, Maker, CancellationToken.None);
        using HttpResponseMessage read = await host.GetAsync("/api/audit/counts", session: session);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);

        const string Body = """{"current":"correct horse battery","password":"staple battery horse"}""";
        using HttpResponseMessage wrong = await host.SendAsync(HttpMethod.Put, "/api/access/me/password", Body.Replace("correct", "wrong", StringComparison.Ordinal), session: session);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using HttpResponseMessage changed = await host.SendAsync(HttpMethod.Put, "/api/access/me/password", Body, session: session);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);

        using HttpResponseMessage after = await host.GetAsync("/api/access/me", session: session);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        using HttpResponseMessage old = await SignInAsync(host, "anna", AccessHost.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using HttpResponseMessage renewed = await SignInAsync(host, "anna", "staple battery horse");
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task Nothing_secret_is_in_the_files()
    {
        await using AccessHost host = await AccessHost.StartAsync();
        string key = await host.KeyAsync(AccessRoles.Auditor);
        string link = (await host.SignIns.CreateLinkAsync(Maker, CancellationToken.None))!;
        await host.AccountAsync("anna", AccessRoles.Auditor);
        using HttpResponseMessage answer = await SignInAsync(host, "anna", AccessHost.Password);
        using HttpResponseMessage read = await host.GetAsync("/api/audit/counts", key);
        await host.EntriesAsync(AuditableResources.Access, AuditableActions.SignIn, entries => entries.Count > 0);

        string[] secrets = [ApiKeyText.Parse(key)!.Value.Secret, link, SessionOf(answer), AccessHost.Password];
        foreach (string content in await FilesOfRunningHostAsync(host.Folder))
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, content, StringComparison.Ordinal));
        }
    }

    /// <summary>
    /// Every file's content. The host goes on: it writes a file beside the one it replaces and renames it, so that a
    /// listed name may be gone a moment later. The folder is then read once more, whole, until it held still.
    /// </summary>
    private static async Task<List<string>> FilesOfRunningHostAsync(string folder)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var contents = new List<string>();
                foreach (string file in Directory.GetFiles(folder))
                {
                    await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                    contents.Add(await reader.ReadToEndAsync());
                }

                Assert.NotEmpty(contents);
                return contents;
            }
            catch (FileNotFoundException) when (attempt < 20)
            {
                await Task.Delay(50);
            }
        }
    }

    private static Task<HttpResponseMessage> SignInAsync(AccessHost host, string name, string password) =>
        host.SendAsync(HttpMethod.Post, "/api/access/sign-in", new JsonObject { ["name"] = name, ["password"] = password }.ToJsonString());

    private static Task<HttpResponseMessage> LinkAsync(AccessHost host, string token) =>
        host.SendAsync(HttpMethod.Post, "/api/access/sign-in/link", new JsonObject { ["token"] = token }.ToJsonString());

    private static string SessionOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
}
