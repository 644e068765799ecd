using System.Globalization;
using Auditor.Contracts;
using Auditor.Plugin.Core.Screens;
using Auditor.Plugin.Core.Sending;
using Auditor.Plugin.Core.Spooling;

namespace Auditor.Plugin.Core.Clients;

/// <summary>
/// "My auditing": which rules apply to this operator, whether the connection is up, how much waits. Follows its sources until it is disposed.
/// </summary>
public sealed class MyAuditingViewModel : ScreenModel, IDisposable
{
    // Ages are said in minutes; the numbers themselves come with the events.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly MyAuditingSources? _sources;
    private readonly Action<Action> _onUiThread;
    private readonly Action<string> _copy;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private int _pending;
    private volatile bool _closed;
    private string _copied = "";

    /// <param name="sources">Of the session; null when auditing does not run.</param>
    /// <param name="onUiThread">Runs something on the thread of the screen, whether at once or later.</param>
    /// <param name="copy">Puts a text on the clipboard; may fail.</param>
    /// <param name="time">Clock, and the zone that times are shown in.</param>
    public MyAuditingViewModel(MyAuditingSources? sources, Action<Action> onUiThread, Action<string> copy, TimeProvider time)
    {
        _sources = sources;
        _onUiThread = onUiThread ?? throw new ArgumentNullException(nameof(onUiThread));
        _copy = copy ?? throw new ArgumentNullException(nameof(copy));
        _time = time ?? throw new ArgumentNullException(nameof(time));
        Copy = new ScreenCommand(CopyDiagnostics);
        Read();
        if (sources is not null)
        {
            sources.Policies.Changed += OnChanged;
            sources.Spool.StatusChanged += OnChanged;
            sources.Link.StatusChanged += OnChanged;
            _timer = time.CreateTimer(_ => OnChanged(null, EventArgs.Empty), null, Tick, Tick);
        }
    }

    public bool IsRunning => _sources is not null;

    public bool IsConnected { get; private set; }

    /// <summary>Whether it is connected, and to what.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>Since when; or why not, and what that means.</summary>
    public string ConnectionDetail { get; private set; } = "";

    /// <summary>How much waits.</summary>
    public string Waiting { get; private set; } = "";

    public string WaitingDetail { get; private set; } = "";

    /// <summary>Well, worth a look, or wrong.</summary>
    public Attention WaitingAttention { get; private set; }

    /// <summary>When the rules were fetched, or what holds while they were not.</summary>
    public string Policy { get; private set; } = "";

    public bool PolicyKnown { get; private set; }

    public IReadOnlyList<RuleInWords> Rules { get; private set; } = [];

    /// <summary>In place of rules where there are none.</summary>
    public string NoRules { get; private set; } = "";

    public bool HasNoRules => NoRules.Length > 0;

    public string Version => _sources?.PluginVersion is { Length: > 0 } version ? $"Auditor {version}" : "Auditor";

    /// <summary>For a support case, in one line; names neither people nor reasons. Times are UTC.</summary>
    public string Diagnostics { get; private set; } = "";

    public ScreenCommand Copy { get; }

    /// <summary>What came of copying, or empty.</summary>
    public string Copied
    {
        get => _copied;
        private set => Set(ref _copied, value);
    }

    public void Dispose()
    {
        _closed = true;
        _timer?.Dispose();
        if (_sources is not null)
        {
            _sources.Policies.Changed -= OnChanged;
            _sources.Spool.StatusChanged -= OnChanged;
            _sources.Link.StatusChanged -= OnChanged;
        }
    }

    // From any thread, many a second while a spool empties: one refresh on its way is enough.
    private void OnChanged(object? sender, EventArgs e)
    {
        if (_closed || Interlocked.Exchange(ref _pending, 1) == 1)
        {
            return;
        }

        try
        {
            _onUiThread(Refresh);
        }
#pragma warning disable CA1031 // the client shuts down; whoever tells of a change must not suffer for it
        catch (Exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _pending, 0);
        }
    }

    private void Refresh()
    {
        Volatile.Write(ref _pending, 0);
        if (!_closed)
        {
            Read();
            Tell("");
        }
    }

    private void Read()
    {
        if (_sources is null)
        {
            Connection = "Auditing is not running";
            ConnectionDetail = "The plugin has not started, or you are not signed in. What the client says about it is in its log (MIPLog.txt).";
            Policy = "No rules while auditing is not running.";
            Diagnostics = "Auditor | not running";
            return;
        }

        LinkStatus link = _sources.Link.Status;
        SpoolStatus spool = _sources.Spool.Status;
        ReadLink(link);
        ReadSpool(spool, link.Connected);
        ReadPolicy();
        Diagnostics = DiagnosticsOf(link, spool);
    }

    private void ReadLink(LinkStatus link)
    {
        IsConnected = link.Connected;
        Connection = (link.Connected ? "Connected" : "Not connected") + (link.Server.Length > 0 ? $" to {link.Server}" : "");
        ConnectionDetail = link.Connected
            ? $"Since {Moment(link.Since)}."
            : $"{Sentence(link.Problem ?? "The connection is being made")} You can go on working: what you do is kept on this computer and sent later.";
    }

    private void ReadSpool(SpoolStatus spool, bool connected)
    {
        Waiting = spool.Waiting switch
        {
            <= 0 => "Nothing waits to be sent",
            1 => "1 activity waits to be sent",
            _ => $"{Number(spool.Waiting)} activities wait to be sent",
        };
        double full = spool.Capacity > 0 ? (double)spool.Waiting / spool.Capacity : 0;
        List<string> detail = [];
        if (spool.OldestWaiting is { } oldest && spool.Waiting > 0)
        {
            detail.Add($"The oldest since {Moment(oldest)} ({Age(oldest)}).");
        }

        if (full >= 0.5)
        {
            detail.Add($"{full.ToString("P0", CultureInfo.InvariantCulture)} of the room on this computer is used; tell your administrator.");
        }

        if (spool.Problem is { } problem)
        {
            detail.Add(Sentence(problem));
        }

        WaitingDetail = detail.Count > 0 ? string.Join(" ", detail) : "Everything that you did is safe with the services.";
        bool overdue = spool.OldestWaiting is { } since && _time.GetUtcNow() - since > TimeSpan.FromMinutes(1) && spool.Waiting > 0;
        WaitingAttention = spool.Problem is not null || full >= 0.5 ? Attention.Wrong : overdue || (!connected && spool.Waiting > 0) ? Attention.Look : Attention.Well;
    }

    private void ReadPolicy()
    {
        PolicyKnown = _sources!.Policies.Known;
        Rules = [.. _sources.Policies.Rules.Where(rule => rule.Enabled).OrderBy(rule => rule.Name, StringComparer.CurrentCultureIgnoreCase).Select(rule => new RuleInWords(rule))];
        NoRules = PolicyKnown && Rules.Count == 0 ? "No rule applies to you. What you do in playback and exports is recorded all the same." : "";
        Policy = (PolicyKnown, _sources.Policies.FetchedAt) switch
        {
            (true, { } fetched) => $"Fetched {Moment(fetched)}.",
            (true, null) => "Known.",
            (false, _) when _sources.Policies.WhenUnknown == PolicyUnknown.FailClosed => "Not fetched yet. Until then you are asked for a reason each time.",
            _ => "Not fetched yet. Until then you are not asked for a reason; what you do is recorded.",
        };
    }

    private string DiagnosticsOf(LinkStatus link, SpoolStatus spool)
    {
        string connection = link.Connected ? $"connected to {link.Server}" : $"not connected to {link.Server} ({link.Problem})";
        string oldest = spool.OldestWaiting is { } since ? $", oldest {Utc(since)}" : "";
        string disk = spool.Problem is { } problem ? $", disk: {problem}" : "";
        string policy = _sources!.Policies.FetchedAt is { } fetched ? $"policy of {Utc(fetched)}" : $"no policy ({_sources.Policies.WhenUnknown})";
        return $"{Version} | {Utc(_time.GetUtcNow())} | {connection} since {Utc(link.Since)} | {spool.Waiting} of {spool.Capacity} waiting{oldest}{disk} | {policy}, {Rules.Count} rules";
    }

    private void CopyDiagnostics()
    {
        try
        {
            _copy(Diagnostics);
            Copied = "Copied.";
        }
#pragma warning disable CA1031 // another program may hold the clipboard; a button must not end the client
        catch (Exception)
#pragma warning restore CA1031
        {
            Copied = "The clipboard is in use by another program. Try again.";
        }
    }

    private string Moment(DateTimeOffset moment)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(moment, _time.LocalTimeZone);
        DateTimeOffset today = TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _time.LocalTimeZone);
        return local.Date == today.Date
            ? local.ToString("HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private string Age(DateTimeOffset since)
    {
        TimeSpan age = _time.GetUtcNow() - since;
        return age.TotalMinutes switch
        {
            < 1 => "less than a minute",
            < 2 => "1 minute",
            < 120 => $"{(int)age.TotalMinutes} minutes",
            < 48 * 60 => $"{(int)age.TotalHours} hours",
            _ => $"{(int)age.TotalDays} days",
        };
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Sentence(string words) => words.TrimEnd('.', ' ') + ".";
}
