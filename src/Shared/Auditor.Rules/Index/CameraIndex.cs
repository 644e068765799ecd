using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>From cameras and camera groups to the rules that list them. Keys ignore case.</summary>
internal sealed class CameraIndex
{
    private readonly Dictionary<string, Posting> _cameras = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Posting> _groups = new(StringComparer.OrdinalIgnoreCase);

    public void Add(int ordinal, CameraScope scope)
    {
        foreach (CameraRef? camera in scope.Cameras ?? [])
        {
            Add(_cameras, camera?.Id, ordinal);
        }

        foreach (CameraGroupRef? group in scope.Groups ?? [])
        {
            Add(_groups, group?.Id, ordinal);
        }
    }

    public void Seal(int wordCount)
    {
        foreach (Posting posting in _cameras.Values.Concat(_groups.Values))
        {
            posting.Seal(wordCount);
        }
    }

    /// <summary>Notes the rules with specified cameras that catch the actor and list a camera of the activity.</summary>
    /// <param name="activity">Its cameras are those in view and those exported.</param>
    /// <param name="everyone">Rules with specified cameras that catch everyone, by word; empty when there are none.</param>
    /// <param name="workspace">Holds the rules that name the actor, and takes the result.</param>
    public void Find(ActivityObserved activity, ulong[] everyone, Workspace workspace)
    {
        IReadOnlyList<CameraRef?> cameras = activity.Cameras ?? [];
        for (int i = 0; i < cameras.Count; i++)
        {
            Find(cameras[i], everyone, workspace);
        }

        IReadOnlyList<ExportedRecording?> exported = activity.Export?.Recordings ?? [];
        for (int i = 0; i < exported.Count; i++)
        {
            Find(exported[i]?.Camera, everyone, workspace);
        }
    }

    private void Find(CameraRef? camera, ulong[] everyone, Workspace workspace)
    {
        if (camera is null)
        {
            return;
        }

        Find(_cameras, camera.Id, everyone, workspace);
        if (_groups.Count == 0)
        {
            return;
        }

        IReadOnlyList<string?> groups = camera.Groups ?? [];
        for (int i = 0; i < groups.Count; i++)
        {
            Find(_groups, groups[i], everyone, workspace);
        }
    }

    private static void Find(Dictionary<string, Posting> postings, string? key, ulong[] everyone, Workspace workspace)
    {
        if (key is not null && postings.TryGetValue(key, out Posting? posting))
        {
            posting.AddTo(workspace.Found, workspace.Caught, everyone);
        }
    }

    private static void Add(Dictionary<string, Posting> postings, string? key, int ordinal)
    {
        // A blank id names no camera.
        if (string.IsNullOrWhiteSpace(key))
        {
            return;
        }

        if (!postings.TryGetValue(key!, out Posting? posting))
        {
            postings.Add(key!, posting = new Posting());
        }

        posting.Add(ordinal);
    }
}
