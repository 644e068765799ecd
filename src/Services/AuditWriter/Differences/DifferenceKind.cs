namespace Auditor.AuditWriter.Differences;

/// <summary>What became of an element.</summary>
public enum DifferenceKind
{
    Added,
    Removed,
    Changed,
}
