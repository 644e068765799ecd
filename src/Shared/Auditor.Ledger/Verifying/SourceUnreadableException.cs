namespace Auditor.Ledger;

/// <summary>A log, or a file about it, could not be read, so that nothing is known of it. The message is fit to show a person.</summary>
public sealed class SourceUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
