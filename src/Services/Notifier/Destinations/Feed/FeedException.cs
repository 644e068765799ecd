namespace Auditor.Notifier.Destinations.Feed;

/// <summary>The broker did not take it. The message is for people and holds no password.</summary>
internal sealed class FeedException(string message, Exception? cause = null) : Exception(message, cause);
