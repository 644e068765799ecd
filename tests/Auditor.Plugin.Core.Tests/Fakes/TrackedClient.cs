using Auditor.Contracts;
using Auditor.Plugin.Core.Clients;
using Auditor.Plugin.Core.Prompting;
using Auditor.Plugin.Core.Tracking;

namespace Auditor.Plugin.Core.Tests.Fakes;

/// <summary>A tracker and a desk with everything around them in the hands of the test; the desk works on the test's thread.</summary>
internal sealed class TrackedClient : IDisposable
{
    public static readonly CameraRef Lobby = new() { Id = "CAM-1", Name = "Lobby" };
    public static readonly CameraRef Vault = new() { Id = "CAM-2", Name = "Vault" };
    public static readonly CameraRef Quay = new() { Id = "CAM-3", Name = "Quay" };

    /// <summary>A recording time.</summary>
    public static readonly DateTimeOffset Ten = new(2026, 3, 19, 10, 0, 0, TimeSpan.Zero);

    public TrackedClient(Action<Action>? run = null)
    {
        Desk = new PromptDesk(View, Commands, Time, Log, run ?? (step => step()));
        var identity = new ClientIdentity
        {
            Actor = new Actor { Id = "S-1-5-21-7", Name = "CORP\\anna", Workstation = "WS-1" },
            Site = new SiteRef { Id = "site-1", Name = "Harbour" },
            PluginVersion = "1.2.3",
        };
        Tracker = new ActivityTracker(identity, Spool, Policies, Desk, Time, Log);
    }

    public SetTime Time { get; } = new();

    public HeldSpool Spool { get; } = new();

    public KnownPolicies Policies { get; } = new();

    public HeldView View { get; } = new();

    public ToldCommands Commands { get; } = new();

    public KeptLog Log { get; } = new();

    public PromptDesk Desk { get; }

    public ActivityTracker Tracker { get; }

    /// <summary>Everything recorded but the client's own kinds.</summary>
    public IReadOnlyList<ActivityObserved> Recorded =>
        [.. Spool.Activities.Where(activity => !activity.Kind.StartsWith("Client", StringComparison.Ordinal))];

    public IReadOnlyList<string> Kinds => [.. Recorded.Select(activity => activity.Kind)];

    public ActivityObserved Last => Recorded[^1];

    public ActivityObserved Only(string kind) => Assert.Single(Recorded, activity => activity.Kind == kind);

    public IReadOnlyList<ActivityObserved> All(string kind) => [.. Recorded.Where(activity => activity.Kind == kind)];

    /// <summary>Verbs of the playback actions with their ranges as seconds after ten: <c>PlayStop 0-30</c>.</summary>
    public IReadOnlyList<string> Actions =>
        [.. Recorded.Where(activity => activity.Playback is not null).Select(activity => $"{activity.Playback!.Verb} {Seconds(activity.Recording?.From)}-{Seconds(activity.Recording?.To)}")];

    public static AuditRule Rule(string name, params CameraRef[] cameras) => new()
    {
        Id = new Guid(name.GetHashCode(StringComparison.Ordinal), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        Name = name,
        Version = 1,
        Whom = new Whom { Everyone = true },
        Cameras = new CameraScope { Specified = cameras.Length > 0, Cameras = cameras },
        Playback = new Demand { Prompt = true },
        Export = new Demand { Prompt = true },
        IndependentPlayback = new Demand { Prompt = true },
    };

    public void Enter(params CameraRef[] cameras)
    {
        Tracker.WindowCameras(Windows.Main, cameras);
        Tracker.WindowShows(Windows.Main, WindowView.Playback);
    }

    public void Live() => Tracker.WindowShows(Windows.Main, WindowView.Live);

    public void At(int second) => Tracker.PlaybackTime(Windows.Main, Ten.AddSeconds(second));

    public void Do(string verb, int? target = null, double? speed = null) =>
        Tracker.PlaybackCommand(Windows.Main, verb, target is { } second ? Ten.AddSeconds(second) : null, speed);

    public void Dispose()
    {
        Tracker.Dispose();
        Desk.Dispose();
    }

    private static string Seconds(DateTimeOffset? time) => time is { } known ? ((int)(known - Ten).TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture) : "?";
}
