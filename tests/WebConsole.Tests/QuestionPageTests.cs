using System.IO.Compression;
using Microsoft.Playwright;

namespace Auditor.WebConsole.Tests;

/// <summary>The question page: who watched, what did he look at, and prove it.</summary>
public sealed class QuestionPageTests(ConsoleFixture console)
{
    private const string Ever = "&from=2020-01-01T00:00&to=2040-01-01T00:00";

    [Fact]
    public async Task Who_watched_a_camera_is_answered_with_minutes_and_reasons()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/question");

        await window.Page.GetByLabel("Who watched").PressSequentiallyAsync("quay 3 n");
        await Assertions.Expect(window.Page.Locator("#names-camera option").First).ToHaveAttributeAsync("value", "Quay 3 north");
        await window.Page.GetByLabel("Who watched").FillAsync("Quay 3 north");
        await window.Page.GetByLabel("and which time").SelectOptionAsync("what the recordings show");
        await window.Page.GetByLabel("from", new() { Exact = true }).FillAsync("2020-01-01T00:00");
        await window.Page.GetByLabel("until", new() { Exact = true }).FillAsync("2040-01-01T00:00");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();

        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("One person watched these recordings: \u2068HARBOUR\\mkoch\u2069.");
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("One person exported some of them");
        ILocator watched = window.Page.Locator(".seen tr", new() { HasText = "Watched" }).First;
        await Assertions.Expect(watched).ToContainTextAsync("Theft - container 4711 opened");
        await Assertions.Expect(window.Page.Locator(".seen tr", new() { HasText = "Exported" }).First).ToContainTextAsync(" min ");
        await Assertions.Expect(window.Page.Locator(".complete")).ToContainTextAsync("The log begins");

        await watched.GetByRole(AriaRole.Link).ClickAsync();
        await window.Page.WaitForURLAsync("**/log?**");
        await Assertions.Expect(window.Entries.First).ToContainTextAsync(@"HARBOUR\mkoch");
    }

    [Fact]
    public async Task Who_looked_in_a_time_and_who_looked_at_its_recordings_are_two_questions()
    {
        await using Window window = await console.SignedInAsync();
        string today = $"/question?camera=Canteen&from={DateTime.UtcNow:yyyy-MM-dd}T00:00Z&to=2040-01-01T00:00";

        // The demo's shift leader plays what the canteen recorded weeks ago; the operator looks at what it recorded just now.
        await window.Page.GotoAsync(today);
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("2 people watched recordings of this camera in this time: \u2068HARBOUR\\jlund\u2069 and \u2068HARBOUR\\mkoch\u2069.");
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("asked for a reason, and none was given.");
        await window.PhotographAsync("console-question");

        await window.Page.GotoAsync(today + "&when=footage");
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("One person watched these recordings: \u2068HARBOUR\\mkoch\u2069.");
        await Assertions.Expect(window.Page.GetByLabel("and which time")).ToHaveValueAsync("footage");
    }

    [Fact]
    public async Task What_a_person_looked_at_is_answered_by_camera()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/question?actor=harbour%5Cjlund" + Ever);

        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("Recordings of one camera: \u2068Canteen\u2069.");
        // The demo plays the same two minutes over and over, a little later each time: overlapping, they are one stretch. One that is being played has one end only.
        await Assertions.Expect(window.Page.Locator(".seen tr", new() { HasText = "Watched" }).First).ToContainTextAsync(" min ");
        await Assertions.Expect(window.Page.Locator(".seen td i").First).ToHaveTextAsync("none");
    }

    [Fact]
    public async Task Nobody_is_never_said_beyond_what_the_log_knows()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/question?camera=Canteen&from=2020-01-01T00:00&to=2020-01-02T00:00");
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("The log knows of nobody who opened recordings of this camera in this time.");
        await window.Page.GotoAsync("/question?camera=Canteen&when=footage&from=2020-01-01T00:00&to=2020-01-02T00:00");
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("The log knows of nobody who watched or exported these recordings.");
        await Assertions.Expect(window.Page.Locator(".complete")).ToContainTextAsync("The log begins");
        await Assertions.Expect(window.Page.Locator(".complete")).ToContainTextAsync("It is complete since");

        await window.Page.GotoAsync("/question?camera=Quay+4" + Ever);
        await Assertions.Expect(window.Page.Locator(".said")).ToContainTextAsync("The log has never heard of a camera called Quay 4");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Make the evidence bundle" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_evidence_bundle_is_one_click_away_and_there_again_after_leaving()
    {
        await using Window window = await console.SignedInAsync();
        const string Asked = "/question?camera=Canteen" + Ever;
        await window.Page.GotoAsync(Asked);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Make the evidence bundle" }).ClickAsync();
        await Assertions.Expect(window.Page.GetByText("Download the evidence bundle")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await window.Page.GotoAsync("/log");
        await window.Page.GotoAsync(Asked);

        IDownload bundle = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByText("Download the evidence bundle").ClickAsync());
        using ZipArchive zip = ZipFile.OpenRead(await bundle.PathAsync());
        Assert.Contains(zip.Entries, entry => entry.Name == "report.html");
        using var report = new StreamReader(zip.Entries.Single(entry => entry.Name == "report.html").Open());
        Assert.Contains("Canteen", await report.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_cannot_be_is_explained()
    {
        await using Window window = await console.SignedInAsync();

        await window.Page.GotoAsync("/question?camera=Canteen&from=2026-01-02T00:00&to=2026-01-01T00:00");

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The end must be later than the start.");
    }

    [Fact]
    public async Task On_paper_there_is_the_answer_and_nothing_to_press()
    {
        await using Window window = await console.SignedInAsync();
        await window.Page.GotoAsync("/question?camera=Canteen" + Ever);

        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Answer" })).ToBeHiddenAsync();
        await Assertions.Expect(window.Page.Locator(".said")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator(".complete")).ToBeVisibleAsync();
        await window.PhotographAsync("console-question-paper");
    }
}
