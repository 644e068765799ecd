namespace Auditor.Wire;

/// <summary>A body that is not what it should be. The message names the field and what is allowed; it is fit to show a person.</summary>
public sealed class WireException(string message, Exception? inner = null) : Exception(message, inner);
