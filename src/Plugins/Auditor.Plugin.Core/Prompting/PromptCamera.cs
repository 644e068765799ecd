namespace Auditor.Plugin.Core.Prompting;

/// <param name="Text">A camera's name, or "and 12 more".</param>
/// <param name="Tip">The whole name, or the names of the others, a line each.</param>
/// <param name="IsRest">True for "and 12 more".</param>
public sealed record PromptCamera(string Text, string Tip, bool IsRest);
