using System.Net;
using Auditor.Hosting.Access;
using Auditor.Hosting.Api;
using Auditor.Hosting.Settings;
using Auditor.WebConsole.Administration;
using Auditor.WebConsole.Deliveries;
using Auditor.WebConsole.Log;
using Auditor.WebConsole.Overview;
using Auditor.WebConsole.Questions;
using Auditor.WebConsole.Rules;
using Auditor.WebConsole.Services;
using Auditor.WebConsole.Serving;
using Auditor.WebConsole.Trust;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Auditor.WebConsole;

/// <summary>The web console: what it needs, and its routes.</summary>
public static class WebConsoleRegistration
{
    /// <summary>A console for the services of this very process.</summary>
    public static void AddWebConsole(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<OwnPipeline>();
        builder.Services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<OwnPipeline>());
        builder.AddPages(provider =>
        {
            var own = new HttpClient(ActivatorUtilities.CreateInstance<InProcessHandler>(provider)) { BaseAddress = new Uri("http://localhost") };
            return (own, own, own);
        });
    }

    /// <summary>A console for services elsewhere; <see cref="WebConsoleOptions"/> says where.</summary>
    public static void AddWebConsoleByItself(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSettings<WebConsoleOptions>(WebConsoleOptions.Section);
        builder.AddPages(provider =>
        {
            WebConsoleOptions options = provider.GetRequiredService<IOptions<WebConsoleOptions>>().Value;
            return (Client(options.AuditWriter!), Client(options.RuleService!), Client(options.Notifier!));
        });
    }

    /// <summary>The pages.</summary>
    public static void MapWebConsole(IEndpointRouteBuilder routes)
    {
        AssetEndpoints.Map(routes);
        ZoneEndpoints.Map(routes);
        OverviewEndpoints.Map(routes);
        LogEndpoints.Map(routes);
        TrustEndpoints.Map(routes);
        DeliveryEndpoints.Map(routes);
        AdministrationEndpoints.Map(routes);
        QuestionEndpoints.Map(routes);
        routes.MapGet("/", () => Results.Redirect(OverviewEndpoints.Path)).AsPage();
        RuleEndpoints.Map(routes);
    }

    /// <summary>The APIs of the services that are elsewhere, for the browser.</summary>
    public static void MapServices(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        WebConsoleOptions options = routes.ServiceProvider.GetRequiredService<IOptions<WebConsoleOptions>>().Value;
        foreach ((Uri service, string[] paths) in (ReadOnlySpan<(Uri, string[])>)
        [
            (options.AuditWriter!, ["/api/audit/{**path}", "/api/ledger/{**path}", "/api/access/{**path}", "/sign-in", "/sign-in.css", "/sign-in.js"]),
            (options.RuleService!, ["/api/rules/{**path}"]),
            (options.Notifier!, ["/api/subscriptions/{**path}"]),
        ])
        {
            var forwarder = new Forwarder(Client(service));
            foreach (string path in paths)
            {
                routes.Map(path, forwarder.ForwardAsync).AcceptsAnyBody().AllowAnonymous().ExcludeFromDescription();
            }
        }
    }

    private static void AddPages(this WebApplicationBuilder builder, Func<IServiceProvider, (HttpClient Writer, HttpClient Rules, HttpClient Notifier)> connect)
    {
        // Nothing of a page is encrypted: there is no circuit and no form token, and so no key to keep.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents();
        // Before the framework's, which takes a browser's "anything else" for a wish for JSON.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, NoSuchPage>());
        builder.Services.AddSingleton(provider =>
        {
            (HttpClient writer, HttpClient rules, HttpClient notifier) = connect(provider);
            return new ServiceClients(new ServiceClient(writer, "AuditWriter"), new ServiceClient(rules, "RuleService"), new ServiceClient(notifier, "Notifier"), InOneProcess: ReferenceEquals(writer, rules));
        });
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<LogStatistics>();
        builder.Services.AddSingleton<QuestionDesk>();
        builder.Services.AddSingleton<RuleArchive>();
        builder.Services.AddSingleton<BackTests>();
    }

    /// <summary>No cookie jar: each request has the cookies of its person and of nobody else.</summary>
    private static HttpClient Client(Uri service) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = SteadyConnection.ConnectAsync,
    })
    {
        BaseAddress = service,
    };
}
