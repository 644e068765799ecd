using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Auditor.WebConsole.Tests.ConsoleFixture))]

namespace Auditor.WebConsole.Tests;

/// <summary>One Standalone and one browser for all tests; each test has a window of its own.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    public const string Password = "a long password for the tests";

    private IPlaywright _playwright = null!;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _cookies = new(StringComparer.Ordinal);
    private IBrowser _browser = null!;

    internal StandaloneProcess Standalone { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Standalone = await StandaloneProcess.StartAsync();
        await Standalone.MakeAccountAsync("anna", Password, "auditor", "administrator");
        await Standalone.MakeAccountAsync("adam", Password, "administrator");
        await Standalone.MakeAccountAsync("olga", Password, "auditor");
        // Machines that build are slow at times; what does not come to be fails after this all the same.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("AUDITOR_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            // No sandbox: tests run as root on build machines. No services of the browser's maker.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Standalone.DisposeAsync();
    }

    /// <summary>A window of its own, in which nobody is signed in.</summary>
    internal async Task<Window> OpenAsync(ColorScheme theme = ColorScheme.Light, int width = 1400, int height = 900, string? cookies = null)
    {
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Standalone.Address.ToString(),
            ColorScheme = theme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            TimezoneId = "Europe/Berlin",
            AcceptDownloads = true,
            StorageState = cookies,
        });
        return new Window(context, await context.NewPageAsync(), Standalone.Address);
    }

    /// <summary>A window in which an account is signed in and the log is open. Each account signs in once: more often in a minute is refused.</summary>
    internal async Task<Window> SignedInAsync(string name = "anna", ColorScheme theme = ColorScheme.Light, int width = 1400, int height = 900)
    {
        Window window = await OpenAsync(theme, width, height, await _cookies.GetOrAdd(name, one => new Lazy<Task<string>>(() => SignInAsync(one))).Value);
        await window.Page.GotoAsync("/log");
        return window;
    }

    private async Task<string> SignInAsync(string name)
    {
        await using Window window = await OpenAsync();
        await window.Page.GotoAsync("/sign-in");
        await window.Page.GetByLabel("Name").FillAsync(name);
        await window.Page.GetByLabel("Password").FillAsync(Password);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await window.Page.WaitForURLAsync("**/overview");
        return await window.Page.Context.StorageStateAsync();
    }
}
