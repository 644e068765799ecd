using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>A reason as one text.</summary>
public static class ReasonText
{
    /// <summary>
    /// <c>&lt;picked&gt; - &lt;notes&gt;</c>, or the one that is there, trimmed; with a case number <c> [case &lt;number&gt;]</c>
    /// after it. Null when all three are blank.
    /// </summary>
    public static string? Of(Reason? reason)
    {
        string picked = reason?.Picked?.Trim() ?? "";
        string notes = reason?.Notes?.Trim() ?? "";
        string caseNumber = reason?.CaseNumber?.Trim() ?? "";

        string text = picked.Length > 0 && notes.Length > 0 ? $"{picked} - {notes}" : picked + notes;
        if (caseNumber.Length > 0)
        {
            text = text.Length > 0 ? $"{text} [case {caseNumber}]" : $"[case {caseNumber}]";
        }

        return text.Length > 0 ? text : null;
    }
}
