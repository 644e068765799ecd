namespace Auditor.Hosting;

/// <summary>Configuration that cannot be used. The message names the key to set and what is allowed; it ends the start.</summary>
public sealed class UnusableConfigurationException(string message) : Exception(message);
