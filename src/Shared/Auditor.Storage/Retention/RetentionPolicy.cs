namespace Auditor.Storage;

/// <summary>How long the entries of one class are kept.</summary>
public sealed record RetentionPolicy
{
    /// <summary>The class of all resources that have no policy of their own, but for <c>AUDIT_LOG</c>, which needs its own.</summary>
    public const string TheRest = "*";

    /// <summary>One of <see cref="Contracts.AuditableResources"/>, or <see cref="TheRest"/>.</summary>
    public string Class { get; init; } = "";

    /// <summary>Null: nothing keeps them back from the ceiling.</summary>
    public RetentionFloor? Floor { get; init; }

    /// <summary>Null: kept for ever.</summary>
    public RetentionCeiling? Ceiling { get; init; }
}
