namespace Auditor.Storage;

/// <summary>Somebody else gives positions now: another has the lease, or has given the position or an entry of the batch its place.</summary>
public sealed class LeaseLostException(string message, Exception? cause = null) : Exception(message, cause);
