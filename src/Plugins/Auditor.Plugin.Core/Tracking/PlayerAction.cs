using Auditor.Contracts;

namespace Auditor.Plugin.Core.Tracking;

/// <summary>What was done with a player.</summary>
/// <param name="Verb">One of <see cref="PlaybackVerbs"/>, or the client's own word.</param>
/// <param name="Recording">The recordings concerned; null when nothing is known about them.</param>
/// <param name="At">The recording time at which it ended.</param>
/// <param name="Speed">Negative is reverse.</param>
/// <param name="Cameras">Those in view at any time of it.</param>
/// <param name="Moment">When it happened (UTC) where that is earlier than now.</param>
internal sealed record PlayerAction(
    string Verb,
    RecordingInterval? Recording,
    DateTimeOffset? At,
    double? Speed,
    IReadOnlyList<CameraRef> Cameras,
    DateTimeOffset? Moment);
