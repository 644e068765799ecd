using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>From cameras and camera groups to the rules that list them.</summary>
internal sealed class CameraIndex
{
    private readonly KeyNumbers _cameras = new();
    private readonly KeyNumbers _groups = new();
    private readonly PostingLists _listing;

    /// <param name="rules">Enabled rules in the order of the book; those whose cameras are not specified are left out.</param>
    public CameraIndex(IReadOnlyList<AuditRule> rules)
    {
        var listing = new PostingListsBuilder();
        int keyCount = 0;
        for (int ordinal = 0; ordinal < rules.Count; ordinal++)
        {
            if (rules[ordinal].Cameras is not { Specified: true } scope)
            {
                continue;
            }

            foreach (CameraRef? camera in scope.Cameras ?? [])
            {
                if (_cameras.TryNumber(camera?.Id, ref keyCount, out int number))
                {
                    listing.Add(number, ordinal);
                }
            }

            foreach (CameraGroupRef? group in scope.Groups ?? [])
            {
                if (_groups.TryNumber(group?.Id, ref keyCount, out int number))
                {
                    listing.Add(number, ordinal);
                }
            }
        }

        _listing = listing.Build(keyCount, rules.Count);
    }

    /// <summary>Notes the rules with specified cameras that catch the actor and list a camera of the activity.</summary>
    /// <param name="activity">Its cameras are those in view and those exported.</param>
    /// <param name="everyone">Rules with specified cameras that catch everyone, as bits; null when there are none.</param>
    /// <param name="workspace">Holds the rules that name the actor, and takes the result.</param>
    public void Find(ActivityObserved activity, ulong[]? everyone, Workspace workspace)
    {
        IReadOnlyList<CameraRef?> cameras = activity.Cameras ?? [];
        CameraRef? before = null;
        for (int i = 0; i < cameras.Count; i++)
        {
            Find(cameras[i], before, everyone, workspace);
            before = cameras[i];
        }

        IReadOnlyList<ExportedRecording?> exported = activity.Export?.Recordings ?? [];
        for (int i = 0; i < exported.Count; i++)
        {
            Find(exported[i]?.Camera, before, everyone, workspace);
            before = exported[i]?.Camera;
        }
    }

    private void Find(CameraRef? camera, CameraRef? before, ulong[]? everyone, Workspace workspace)
    {
        if (camera is null)
        {
            return;
        }

        if (_cameras.TryFind(camera.Id, out int number))
        {
            _listing.AddTo(workspace.Found, number, workspace.Caught, everyone);
        }

        IReadOnlyList<string?> groups = camera.Groups ?? [];
        IReadOnlyList<string?> groupsBefore = before?.Groups ?? [];
        for (int i = 0; i < groups.Count; i++)
        {
            // Cameras of one view mostly share their groups; comparing is much cheaper than looking up again.
            bool isRepeated = i < groupsBefore.Count && string.Equals(groups[i], groupsBefore[i], StringComparison.Ordinal);
            if (!isRepeated && _groups.TryFind(groups[i], out number))
            {
                _listing.AddTo(workspace.Found, number, workspace.Caught, everyone);
            }
        }
    }
}
