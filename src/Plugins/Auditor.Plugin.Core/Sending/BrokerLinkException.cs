namespace Auditor.Plugin.Core.Sending;

/// <summary>The broker is away, or does not take something; the message says what, for people. Trying again may help.</summary>
public sealed class BrokerLinkException(string message, Exception? inner = null) : Exception(message, inner);
