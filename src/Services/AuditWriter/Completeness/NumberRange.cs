namespace Auditor.AuditWriter.Completeness;

/// <summary>Sequence numbers that follow each other.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record NumberRange(long From, long To)
{
    public override string ToString() => From == To ? $"{From}" : $"{From}..{To}";
}
