using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Auditor.Plugin.Windows.Tests.Driving;

/// <summary>One run of the host: hands it commands, hears what it reports, and works mouse and keyboard.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    // A caret that blinks, and rounding at edges; an unpainted window is far beyond.
    private const double SameAsDrawn = 0.03;
    private const double SameTwice = 0.005;

    private readonly Wine _wine;
    private readonly Process _process;
    private readonly ConcurrentQueue<JsonElement> _answers = new();
    private readonly ConcurrentQueue<JsonElement> _reports = new();
    private readonly StringBuilder _everything = new();

    private HostProcess(Wine wine, Process process)
    {
        _wine = wine;
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static async Task<HostProcess> StartAsync(Wine wine, string[] command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false) };
        var host = new HostProcess(wine, Process.Start(start)!);
        await host.ReportAsync("ready");
        return host;
    }

    /// <summary>Gives a command and waits until it was carried out.</summary>
    /// <param name="command">An object with <c>do</c> and what else the command needs.</param>
    public async Task<JsonElement> DoAsync(object command)
    {
        await _process.StandardInput.WriteLineAsync(command as string ?? JsonSerializer.Serialize(command, Format));
        await _process.StandardInput.FlushAsync();
        JsonElement answer = await NextAsync(_answers, _ => true, "an answer");
        return answer.GetProperty("what").GetString() == "refused" ? throw new InvalidOperationException(answer.GetProperty("error").GetString()) : answer;
    }

    /// <summary>Waits for something that the screen reports: <c>reply</c>, <c>withdrawn</c>, <c>copied</c> ...</summary>
    public Task<JsonElement> ReportAsync(string what) => NextAsync(_reports, report => report.GetProperty("what").GetString() == what, $"'{what}'");

    /// <summary>True when something of this kind was reported and not yet taken.</summary>
    public bool HasReported(string what) => _reports.Any(report => report.GetProperty("what").GetString() == what);

    /// <summary>Drops what was reported and not taken, except crashes.</summary>
    public void Forget()
    {
        for (int left = _reports.Count; left > 0 && _reports.TryDequeue(out JsonElement report); left--)
        {
            if (report.GetProperty("what").GetString() == "crash")
            {
                _reports.Enqueue(report);
            }
        }
    }

    public async Task<Sight> LookAsync()
    {
        JsonElement seen = await DoAsync(new { @do = "where" });
        return new Sight(seen.GetProperty("controls").Deserialize<Dictionary<string, SeenControl>>(Format)!, seen.GetProperty("words").Deserialize<List<string>>(Format)!);
    }

    /// <summary>Looks until it is so; what is waited for is never a length of time.</summary>
    public async Task<Sight> LookUntilAsync(Func<Sight, bool> isSo, string what)
    {
        var watch = Stopwatch.StartNew();
        Sight sight = await LookAsync();
        while (!isSo(sight))
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"Never came to be: {what}. On the screen: {string.Join(" | ", sight.Words)}\n{string.Join("\n", sight.Controls)}\n{Everything()}");
            }

            await Task.Delay(50);
            sight = await LookAsync();
        }

        return sight;
    }

    public async Task ClickAsync(string id)
    {
        Sight sight = await LookUntilAsync(seen => seen.Shows(id), $"'{id}' is on the screen");
        await ClickAsync(sight[id]);
    }

    public Task ClickAsync(SeenControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return _wine.XdotoolAsync("mousemove", control.CentreX.ToString(), control.CentreY.ToString(), "click", "1");
    }

    public async Task PointAtAsync(string id)
    {
        SeenControl control = (await LookUntilAsync(seen => seen.Shows(id), $"'{id}' is on the screen"))[id];
        await _wine.XdotoolAsync("mousemove", (control.CentreX - 3).ToString(), control.CentreY.ToString(), "mousemove_relative", "3", "0");
    }

    public Task TypeAsync(string text) => _wine.XdotoolAsync("type", "--delay", "12", text);

    public Task PressAsync(params string[] keys) => _wine.XdotoolAsync(["key", "--delay", "40", .. keys]);

    /// <summary>
    /// Photographs a window as it is on the screen, with a little of what is around it, once the screen shows what the window draws: painting
    /// lags behind what a program knows.
    /// </summary>
    /// <param name="name">Of the file.</param>
    /// <param name="window">Its automation id.</param>
    /// <param name="around">Pixels around it.</param>
    /// <param name="covered">Something (a drop-down, a tip) covers a part of the window: the picture is taken when it is not like the window alone and has come to rest.</param>
    public async Task PhotographAsync(string name, string window, int around = 0, bool covered = false)
    {
        SeenControl seen = (await LookUntilAsync(sight => sight.Shows(window), $"'{window}' is on the screen"))[window];
        string drawn = Path.Combine(Wine.Pictures, ".drawn.png");
        await DoAsync(new { @do = "picture", of = window, path = drawn });
        var watch = Stopwatch.StartNew();
        (int x, int y, int width, int height) = ((int)seen.X, (int)seen.Y, (int)Math.Ceiling(seen.Width), (int)Math.Ceiling(seen.Height));
        string previous = drawn;
        for (int take = 0; ; take++)
        {
            string shot = await _wine.PhotographAsync(take % 2 == 0 ? ".even" : ".odd", x, y, width, height);
            double fromDrawn = await Wine.DifferenceAsync(shot, drawn);
            if (covered ? fromDrawn > SameTwice && take > 0 && await Wine.DifferenceAsync(shot, previous) < SameTwice : fromDrawn < SameAsDrawn)
            {
                break;
            }

            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"The screen never showed '{window}' as it is drawn (difference {fromDrawn}).");
            }

            previous = shot;
            await Task.Delay(200);
        }

        await _wine.PhotographAsync(name, x - around, y - around, width + (2 * around), height + (2 * around));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        // What nobody asked about would otherwise pass unseen.
        Assert.False(HasReported("crash"), Everything());
    }

    private async Task<JsonElement> NextAsync(ConcurrentQueue<JsonElement> queue, Func<JsonElement, bool> wanted, string what)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            for (int left = queue.Count; left > 0 && queue.TryDequeue(out JsonElement report); left--)
            {
                if (wanted(report))
                {
                    return report;
                }

                queue.Enqueue(report);
            }

            if (watch.Elapsed > Patience || _process.HasExited)
            {
                throw new TimeoutException($"The host never gave {what}.\n{Everything()}");
            }

            await Task.Delay(20);
        }
    }

    private void Hear(string? line)
    {
        Note(line);
        if (line is null || !line.StartsWith('{'))
        {
            return;
        }

        JsonElement said = JsonDocument.Parse(line).RootElement;
        bool answers = said.GetProperty("what").GetString() is "shown" or "told" or "controls" or "saved" or "bye" or "refused";
        (answers ? _answers : _reports).Enqueue(said);
    }

    private void Note(string? line)
    {
        lock (_everything)
        {
            _everything.AppendLine(line);
        }
    }

    private string Everything()
    {
        lock (_everything)
        {
            return _everything.ToString();
        }
    }
}
