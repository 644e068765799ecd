namespace Auditor.Plugin.Core.Editing;

/// <param name="Name">What was tried: "Name", "TCP", "TLS", "Sign-in" ...</param>
/// <param name="Passed">Whether it went well.</param>
/// <param name="Text">What was found, in a sentence.</param>
public sealed record ConnectionStep(string Name, bool Passed, string Text);
