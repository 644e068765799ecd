using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>Reads the rule properties of the plugin that our users come from.</summary>
public static class PeerRuleImport
{
    private const string UserNames = nameof(UserNames);
    private const string UserName = nameof(UserName);
    private const string Enabled = nameof(Enabled);
    private const string SpecifyCameras = nameof(SpecifyCameras);
    private const string CameraIds = nameof(CameraIds);
    private const string CameraNames = nameof(CameraNames);
    private const string PredefinedReasons = nameof(PredefinedReasons);
    private const string Playback = nameof(Playback);
    private const string Export = nameof(Export);
    private const string IndependentPlayback = nameof(IndependentPlayback);

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        UserNames, UserName, Enabled, SpecifyCameras, CameraIds, CameraNames, PredefinedReasons,
        "PromptPlayback", "PromptExport", "PromptIndependentPlayback",
        "TriggerPlayback", "TriggerExport", "TriggerIndependentPlayback",
    };

    /// <summary>
    /// A rule, with no id and no version, from the peer's properties by name; and what of them could not be carried
    /// over, by the peer's property name, followed by what still keeps the rule from being saved, by our field. Reads
    /// whatever it is given: a missing prompt or trigger counts as Yes and a missing <c>Enabled</c> as enabled, as they
    /// do there. Users are carried over by name, since the peer kept nothing else.
    /// </summary>
    /// <param name="name">The rule item's name.</param>
    /// <param name="properties">The rule item's properties, names as the peer writes them.</param>
    public static (AuditRule Rule, IReadOnlyList<RuleProblem> Problems) Read(string name, IReadOnlyDictionary<string, string> properties)
    {
        var peer = new PeerProperties(properties ?? throw new ArgumentNullException(nameof(properties)));
        var rule = new AuditRule
        {
            Name = name?.Trim() ?? "",
            Enabled = peer.IsYes(Enabled, whenMissing: true),
            Whom = new Whom { Users = UsersOf(peer) },
            Cameras = CamerasOf(peer),
            Playback = DemandOf(peer, Playback),
            Export = DemandOf(peer, Export),
            IndependentPlayback = DemandOf(peer, IndependentPlayback),
            PredefinedReasons = PeerReasons.Read(PredefinedReasons, peer),
        };

        foreach (string property in properties.Keys.Where(key => !Known.Contains(key)).OrderBy(key => key, StringComparer.Ordinal))
        {
            peer.Report(property, "This property is not known and was left out.");
        }

        return (rule, [.. peer.Problems, .. AuditRuleValidator.Validate(rule)]);
    }

    private static Demand DemandOf(PeerProperties peer, string activity) => new()
    {
        Prompt = peer.IsYes($"Prompt{activity}", whenMissing: true),
        Trigger = peer.IsYes($"Trigger{activity}", whenMissing: true),
    };

    private static UserRef[] UsersOf(PeerProperties peer)
    {
        string[] names = peer.List(UserNames);

        // Rules of the peer's first version name their one user here.
        names = names.Any(user => user.Length > 0) ? names : peer.List(UserName);
        return
        [
            .. names
                .Where(user => user.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(user => new UserRef { Name = user }),
        ];
    }

    private static CameraScope CamerasOf(PeerProperties peer)
    {
        string[] ids = peer.List(CameraIds);
        string[] names = peer.List(CameraNames);
        if (names.Length != ids.Length)
        {
            // A name with the separator in it shifts the others; a wrong name is worse than none.
            if (names.Length > 0)
            {
                peer.Report(CameraNames, $"There are {names.Length} names for {ids.Length} cameras; the names were left out.");
            }

            names = new string[ids.Length];
        }

        CameraRef[] cameras =
        [
            .. ids
                .Zip(names, (id, name) => new CameraRef { Id = id, Name = name ?? "" })
                .Where(camera => camera.Id.Length > 0),
        ];
        bool specified = peer.IsYes(SpecifyCameras, whenMissing: false);
        if (specified && cameras.Length == 0)
        {
            peer.Report(SpecifyCameras, "Cameras are to be specified but none is listed; the rule concerns all cameras.");
            specified = false;
        }

        return new CameraScope { Specified = specified, Cameras = cameras };
    }
}
