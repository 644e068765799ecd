namespace Auditor.WebConsole.Administration;

/// <summary>How long entries of one class are kept.</summary>
public sealed record RetentionPolicy
{
    /// <summary>A resource, or <c>*</c> for all that have no policy of their own.</summary>
    public string Class { get; init; } = "";

    public RetentionSpan? Floor { get; init; }

    public RetentionSpan? Ceiling { get; init; }
}
