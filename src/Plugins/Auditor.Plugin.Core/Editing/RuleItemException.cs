namespace Auditor.Plugin.Core.Editing;

/// <summary>XProtect did not do what it was asked; the message is a sentence for the administrator, with XProtect's words in it.</summary>
public sealed class RuleItemException(string message, Exception? inner = null) : Exception(message, inner);
