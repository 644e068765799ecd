using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>Something that a player has begun and not ended: with where it began and the cameras that were in view meanwhile.</summary>
internal sealed class Stretch
{
    private readonly CameraSet _cameras = new();

    public Stretch(DateTimeOffset? from, IReadOnlyList<CameraRef> inView)
    {
        From = from;
        _cameras.Add(inView);
    }

    public DateTimeOffset? From { get; set; }

    public IReadOnlyList<CameraRef> Cameras => _cameras.InOrder;

    public void InView(IReadOnlyList<CameraRef> cameras) => _cameras.Add(cameras);
}
