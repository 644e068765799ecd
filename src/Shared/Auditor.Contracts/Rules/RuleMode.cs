namespace Auditor.Contracts;

/// <summary>Whether a rule's decision has effects.</summary>
public enum RuleMode
{
    /// <summary>Demands what it says.</summary>
    Live,

    /// <summary>Its matches are recorded with the entry; it demands nothing.</summary>
    Shadow,
}
