using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>A browser window that notes what should not be: requests to anybody else, and what the content security policy or a script complained of.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Window(IBrowserContext context, IPage page, Uri home)
    {
        _context = context;
        Page = page;
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _complaints.Enqueue("asked " + request.Url);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue("script: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public ILocator Entries => Page.Locator(".entry");

    public ILocator Panel => Page.Locator("aside.panel");

    /// <summary>Keeps a picture beside the test results, or, when <c>AUDITOR_PICTURES</c> names a folder, there.</summary>
    /// <param name="name">Of the picture.</param>
    /// <param name="whole">All of the page, else what is in the window.</param>
    public async Task PhotographAsync(string name, bool whole = false)
    {
        string folder = Environment.GetEnvironmentVariable("AUDITOR_PICTURES") ?? Path.Combine(AppContext.BaseDirectory, "pictures");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
