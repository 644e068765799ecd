namespace Auditor.Plugin.Core.Prompting;

/// <summary>How a question ended.</summary>
internal enum PromptEnd
{
    Given,
    Declined,
    Expired,
}
