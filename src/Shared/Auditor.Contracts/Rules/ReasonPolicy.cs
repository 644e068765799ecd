namespace Auditor.Contracts;

/// <summary>What counts as an answer. Where several rules ask, the strictest of each part holds.</summary>
public sealed record ReasonPolicy
{
    /// <summary>A picked reason alone is not enough; notes are required as well.</summary>
    public bool FreeTextRequired { get; init; }

    /// <summary>Least number of characters in the operator's own words; 0 asks for none beyond not being blank.</summary>
    public int MinimumLength { get; init; }

    /// <summary>A .NET regular expression which the whole case number must match. Absent: no case number is asked for.</summary>
    public string? CaseNumberPattern { get; init; }

    /// <summary>For how many minutes an answer spares the next question. 0: ask each time.</summary>
    public int AnswerValidMinutes { get; init; }

    /// <summary>The operator may decline and returns to live; the refusal is recorded.</summary>
    public bool DeclineAllowed { get; init; } = true;

    /// <summary>What a client does that never fetched a policy.</summary>
    public PolicyUnknown WhenPolicyUnknown { get; init; }
}
