using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>
/// From an actor and cameras to the rules that concern both. A rule is known by its ordinal, its place in the order of
/// the book, so that results come sorted. What it costs depends on the rules that name the actor or the cameras.
/// </summary>
internal sealed class RuleIndex
{
    private readonly WhomIndex _whom = new();
    private readonly CameraIndex _cameras = new();
    private readonly int _wordCount;

    /// <param name="rules">Enabled rules in the order of the book. A part that is missing restricts nothing, but a rule without whom catches nobody.</param>
    public RuleIndex(IReadOnlyList<AuditRule> rules)
    {
        _wordCount = (rules.Count + 63) >> 6;
        for (int ordinal = 0; ordinal < rules.Count; ordinal++)
        {
            Whom? whom = rules[ordinal].Whom;
            CameraScope? scope = rules[ordinal].Cameras;
            bool specified = scope is { Specified: true };
            if (whom is not null)
            {
                _whom.Add(ordinal, whom, specified);
            }

            if (specified)
            {
                _cameras.Add(ordinal, scope!);
            }
        }

        _whom.Seal(_wordCount);
        _cameras.Seal(_wordCount);
    }

    /// <summary>Ordinals of the rules that concern the activity's actor and cameras, ascending; valid until this thread's next call.</summary>
    public List<int> Find(ActivityObserved activity)
    {
        var workspace = Workspace.ForThisThread(_wordCount);
        _whom.Find(activity.Actor, workspace);
        ulong[] everyone = _whom.EveryoneWithSpecifiedCameras;
        if (everyone.Length > 0 || !workspace.Caught.IsEmpty)
        {
            _cameras.Find(activity, everyone, workspace);
        }

        workspace.Found.CopyTo(workspace.Ordinals, workspace.Excluded);
        return workspace.Ordinals;
    }

    /// <summary>Ordinals of the rules that catch the actor, whatever the cameras, ascending; valid until this thread's next call.</summary>
    public List<int> Find(Actor actor)
    {
        var workspace = Workspace.ForThisThread(_wordCount);
        _whom.Find(actor, workspace);
        ulong[] everyone = _whom.EveryoneWithSpecifiedCameras;
        for (int number = 0; number < _wordCount; number++)
        {
            workspace.Found.Or(number, workspace.Caught[number] | (everyone.Length == 0 ? 0 : everyone[number]));
        }

        workspace.Found.CopyTo(workspace.Ordinals, workspace.Excluded);
        return workspace.Ordinals;
    }
}
