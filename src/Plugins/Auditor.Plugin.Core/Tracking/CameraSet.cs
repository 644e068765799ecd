using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>Cameras in the order in which they were first seen, each once.</summary>
internal sealed class CameraSet
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CameraRef> _cameras = [];

    public IReadOnlyList<CameraRef> InOrder => [.. _cameras];

    /// <summary>Takes those in that are new, and says which they are.</summary>
    public IReadOnlyList<CameraRef> Add(IEnumerable<CameraRef?>? cameras)
    {
        var added = new List<CameraRef>();
        foreach (CameraRef? camera in cameras ?? [])
        {
            if (camera is not null && Key(camera) is { } key && _known.Add(key))
            {
                added.Add(camera);
            }
        }

        _cameras.AddRange(added);
        return added;
    }

    /// <summary>A copy of the cameras as a shell hands them over: each once, none without id and name.</summary>
    public static IReadOnlyList<CameraRef> Distinct(IEnumerable<CameraRef?>? cameras) => new CameraSet().Add(cameras);

    /// <summary>Whether both are the same camera, or none.</summary>
    public static bool AreSame(CameraRef? one, CameraRef? other) =>
        string.Equals(one is null ? null : Key(one), other is null ? null : Key(other), StringComparison.OrdinalIgnoreCase);

    private static string? Key(CameraRef camera) =>
        camera.Id is { Length: > 0 } id ? id : camera.Name is { Length: > 0 } name ? "name " + name : null;
}
