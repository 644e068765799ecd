namespace Auditor.Hosting.Access;

/// <summary>Who is calling cannot be found out at the moment.</summary>
public sealed class AccessUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
