namespace Auditor.Ledger;

/// <summary>Bytes that are not what their format demands. The message says what is wrong; it is fit to show a person.</summary>
public sealed class LedgerFormatException(string message, Exception? inner = null) : Exception(message, inner);
