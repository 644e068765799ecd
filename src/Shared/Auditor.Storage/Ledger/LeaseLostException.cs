namespace Auditor.Storage;

/// <summary>
/// Somebody else does the work now: another has the lease, or, where positions are given, has given the position or an entry of the batch
/// its place.
/// </summary>
public sealed class LeaseLostException(string message, Exception? cause = null) : Exception(message, cause);
