using Auditor.Contracts;

namespace Auditor.Storage;

/// <summary>The cameras that the audit log has entries about. Only reads. Safe for concurrent use.</summary>
public interface IKnownCameras
{
    /// <summary>
    /// Cameras with a part of their name or of their id, ignoring case (ASCII case at least), by name; each with the name that it had last. MUST NOT
    /// take time for each entry: there are millions of those, and ten thousand cameras.
    /// </summary>
    /// <param name="part">Not empty.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    Task<IReadOnlyList<CameraRef>> FindCamerasAsync(string part, int most, CancellationToken cancellation);
}
