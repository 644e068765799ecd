using Auditor.Contracts;

namespace Auditor.Rules;

/// <summary>A reason as one text.</summary>
public static class ReasonText
{
    public static string? Of(Reason? reason) => null;
}
