using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>
/// From an actor and cameras to the rules that concern both. A rule is known by its ordinal, its place in the order of
/// the book, so that results come sorted. What it costs depends on the rules that name the actor or the cameras.
/// </summary>
/// <param name="rules">Enabled rules in the order of the book. A part that is missing restricts nothing, but a rule without whom catches nobody.</param>
internal sealed class RuleIndex(IReadOnlyList<AuditRule> rules)
{
    private readonly WhomIndex _whom = new(rules);
    private readonly CameraIndex _cameras = new(rules);
    private readonly int _wordCount = (rules.Count + 63) >> 6;

    /// <summary>Ordinals of the rules that concern the activity's actor and cameras, ascending; valid until this thread's next call.</summary>
    public List<int> Find(ActivityObserved activity)
    {
        var workspace = Workspace.ForThisThread(_wordCount);
        _whom.Find(activity.Actor, workspace);
        if (_whom.EveryoneAtSpecifiedCameras is not null || !workspace.Caught.IsEmpty)
        {
            _cameras.Find(activity, _whom.EveryoneAtSpecifiedCameras, workspace);
        }

        workspace.Found.CopyTo(workspace.Ordinals, workspace.Excluded);
        return workspace.Ordinals;
    }

    /// <summary>Ordinals of the rules that catch the actor, whatever the cameras, ascending; valid until this thread's next call.</summary>
    public List<int> Find(Actor actor)
    {
        var workspace = Workspace.ForThisThread(_wordCount);
        _whom.Find(actor, workspace);
        workspace.Found.Or(_whom.EveryoneAtSpecifiedCameras ?? []);
        for (int number = workspace.Caught.NextWord(0); number >= 0; number = workspace.Caught.NextWord(number + 1))
        {
            workspace.Found.Or(number, workspace.Caught[number]);
        }

        workspace.Found.CopyTo(workspace.Ordinals, workspace.Excluded);
        return workspace.Ordinals;
    }
}
