namespace Auditor.WebConsole.Questions;

/// <summary>What one person saw of one camera.</summary>
/// <param name="Person">The name that people know.</param>
/// <param name="Account">To filter by: account name, or the id where there is none.</param>
/// <param name="Camera">The camera's name.</param>
/// <param name="CameraId">To filter by: its id, or the name where there is none.</param>
/// <param name="Intervals">The earliest recordings first, those that overlap as one. Empty: opened, and the log does not know which minutes.</param>
public sealed record SeenBy(string Person, string Account, string Camera, string CameraId, IReadOnlyList<SeenInterval> Intervals);
