namespace Auditor.Plugin.Core.Connections;

/// <param name="Name">What was tried: Settings, Name, Network, TLS, Sign-in, Reporting, Policy.</param>
/// <param name="Succeeded">Whether it went well.</param>
/// <param name="Text">What was found, or what is wrong, in a sentence.</param>
public sealed record ConnectionTestStep(string Name, bool Succeeded, string Text);
