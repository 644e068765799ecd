namespace Auditor.Storage;

/// <summary>A store cannot be reached or cannot write now. Trying again later can succeed; nothing acknowledged is lost.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
