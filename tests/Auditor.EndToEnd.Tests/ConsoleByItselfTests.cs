using System.Net;
using System.Net.Http.Json;
using Auditor.Contracts;

namespace Auditor.EndToEnd.Tests;

/// <summary>The web console as a process of its own: one address for the browser, everything else behind it.</summary>
public sealed class ConsoleByItselfTests
{
    private const string Password = "a long password for the tests";

    [Fact]
    public async Task A_person_signs_in_reads_the_log_and_fetches_a_proof_at_one_address()
    {
        await using WholeWay way = await WholeWay.StartAsync();
        await using ServiceProcess console = await way.StartConsoleAsync();
        using (HttpResponseMessage made = await way.Writer.Http.PostAsJsonAsync("/api/access/accounts", new { name = "anna", password = Password, roles = new[] { AccessRoles.Auditor } }))
        {
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        }

        ActivityObserved activity = Activities.Make(1)[0];
        await way.Publisher.PublishAsync(activity);
        await Wait.UntilAsync("proven", async () => await way.Writer.StatusAsync($"/api/audit/entries/{activity.ActivityId}/proof") == HttpStatusCode.OK, () => way.Writer.Output);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = console.Http.BaseAddress };

        using (HttpResponseMessage stranger = await browser.GetAsync("/log?range=all"))
        {
            Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
            Assert.Equal("/sign-in?return=%2Flog%3Frange%3Dall", stranger.Headers.Location?.OriginalString);
        }

        Assert.Contains("/sign-in.js", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await SignInAsync(browser, "cross-site"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(browser, "same-origin"));
        string page = await browser.GetStringAsync("/log?range=all");
        Assert.Contains(activity.ActivityId.ToString(), page, StringComparison.Ordinal);
        Assert.Contains("Proven: the entry", await browser.GetStringAsync($"/log/entry/{activity.ActivityId}/proof"), StringComparison.Ordinal);
        Assert.StartsWith("c2sp.org/tlog-proof@v1", await browser.GetStringAsync($"/api/audit/entries/{activity.ActivityId}/proof"), StringComparison.Ordinal);

        await way.Writer.KillAsync();
        string away = await browser.GetStringAsync("/log?range=all");
        Assert.Contains("AuditWriter does not answer.", away, StringComparison.Ordinal);
        using HttpResponseMessage behind = await browser.GetAsync("/api/audit/entries");
        Assert.Equal(HttpStatusCode.BadGateway, behind.StatusCode);
    }

    private static async Task<HttpStatusCode> SignInAsync(HttpClient browser, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/access/sign-in") { Content = JsonContent.Create(new { name = "anna", password = Password }) };
        request.Headers.Add("Sec-Fetch-Site", from);
        using HttpResponseMessage answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
