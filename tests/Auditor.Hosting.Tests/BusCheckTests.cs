using System.Net;
using Auditor.Contracts;
using Auditor.Hosting.Access;
using Auditor.Hosting.Bus;
using Auditor.RuleService;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Auditor.Hosting.Tests;

/// <summary>A service that does not own the keys asks the one that does.</summary>
public sealed class BusCheckTests
{
    [Fact]
    public async Task A_revoked_key_is_out_within_half_a_minute()
    {
        await using AccessHost host = await AskingAsync();
        (string text, AuditWriter.Access.KeyView key) = await host.KeyAsync(TimeSpan.FromDays(1), AccessRoles.Auditor);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/api/rules", text)).StatusCode);

        await host.Keys.RevokeAsync(key.KeyId, new Actor { Name = "test" }, CancellationToken.None);
        host.Time.Move(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.GetAsync("/api/rules", text)).StatusCode);
    }

    [Fact]
    public async Task Every_kind_of_caller_is_told_apart_over_the_bus_too()
    {
        await using AccessHost host = await AskingAsync();
        foreach (string name in Callers.Names)
        {
            Caller caller = await Callers.MakeAsync(host, name);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/rules");
            await caller.Show(request);
            using HttpResponseMessage answer = await host.Http.SendAsync(request);

            HttpStatusCode expected = caller.Roles is null ? HttpStatusCode.Unauthorized
                : caller.Roles.SequenceEqual([AccessRoles.Reporter]) ? HttpStatusCode.Forbidden
                : HttpStatusCode.OK;
            Assert.True(answer.StatusCode == expected, $"{name}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task While_nobody_can_say_who_it_is_nobody_is_let_in()
    {
        string folder = Directory.CreateTempSubdirectory("auditor-access-").FullName;
        WebApplicationBuilder builder = ServiceHost.CreateBuilder([$"--{Stores.FolderKey}", folder], "http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddRuleService();
        builder.AddAuditorBus(RuleServiceRegistration.AddConsumers);
        await using WebApplication app = builder.BuildWith(RuleServiceRegistration.MapRuleService);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using HttpResponseMessage anonymous = await http.GetAsync("/api/rules");
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiKeyText.New().ToString());
        using HttpResponseMessage answer = await http.GetAsync("/api/rules");
        using HttpResponseMessage live = await http.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>As if the keys were another service's: without its owner's own look, the host asks over the bus.</summary>
    private static Task<AccessHost> AskingAsync() => AccessHost.StartAsync(builder => builder.Services.RemoveAll<ICredentialCheck>());
}
